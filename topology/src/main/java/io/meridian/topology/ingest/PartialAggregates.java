package io.meridian.topology.ingest;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.flow.Partial;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The readings of one raw partition since its last commit, combined per series and window on the heap. This is what
 * spares the shuffle: a commit sends one record for each entry, however many readings came.
 */
final class PartialAggregates {
    private final int maxEntries;
    private final Map<Series, Map<Long, WindowAggregate>> bySeries = new HashMap<>();
    private int entries;

    /** @param maxEntries how many series and windows are held before {@link #isFull()} asks to be emptied, at least 1 */
    PartialAggregates(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    void add(Series series, long windowStart, int device, double value, long generation) {
        Map<Long, WindowAggregate> windows = bySeries.computeIfAbsent(series, any -> new HashMap<>(4));
        WindowAggregate aggregate = windows.get(windowStart);
        if (aggregate == null) {
            aggregate = new WindowAggregate();
            windows.put(windowStart, aggregate);
            entries++;
        }
        aggregate.add(device, value, generation);
    }

    boolean isFull() {
        return entries >= maxEntries;
    }

    /** Hands over everything held, and forgets it. */
    void drainTo(Consumer<Partial> sink) {
        bySeries.forEach((series, windows) ->
                windows.forEach((start, aggregate) -> sink.accept(new Partial(series, start, aggregate))));
        bySeries.clear();
        entries = 0;
    }
}
