package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import java.util.Comparator;
import java.util.Optional;

/** Stores that hold what a test puts in, in the order of the real ones. */
final class FakeStores implements WindowStores {
    private static final Comparator<Series> BY_NAME =
            Comparator.comparing(Series::region).thenComparing(Series::metric);

    final FakeStore<WindowKey, WindowState> aggregates =
            new FakeStore<>(Comparator.comparing(WindowKey::series, BY_NAME).thenComparingLong(WindowKey::start));
    final FakeStore<Series, Long> series = new FakeStore<>(BY_NAME);

    /** Adds a window with one reading, newer than those of its series before. */
    FakeStores with(String region, String metric, long start, Status status, double mean) {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(1, mean, 0);
        Series its = new Series(region, metric);
        aggregates.put(new WindowKey(its, start), new WindowState(status, 0, aggregate));
        series.put(its, start);
        return this;
    }

    @Override
    public Optional<Stored> stored(int partition, boolean standby) {
        return Optional.of(new Stored(partition, aggregates, series, 0, 0));
    }
}
