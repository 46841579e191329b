package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import io.meridian.topology.closing.WindowState;
import java.util.Comparator;
import java.util.Optional;

/**
 * Windows merged so far, to be merged on.
 *
 * @param key which step of which series
 * @param status FINAL while every window in it is
 * @param revision the greatest of its windows
 * @param aggregate what can be merged; belongs to this cell alone
 */
record RollupCell(Key key, Status status, int revision, WindowAggregate aggregate) {
    /**
     * @param region empty where regions are merged
     * @param metric empty where metrics are merged
     * @param start start of the step, milliseconds since 1970-01-01T00:00:00Z
     */
    record Key(Optional<String> region, Optional<String> metric, long start) implements Comparable<Key> {
        private static final Comparator<Key> NEWEST_FIRST = Comparator.comparingLong(Key::start)
                .reversed()
                .thenComparing(key -> key.region().orElse(""))
                .thenComparing(key -> key.metric().orElse(""));

        static Key of(Series series, long windowStart, RollupQuery query) {
            Optional<String> region = Optional.of(series.region());
            Optional<String> metric = Optional.of(series.metric());
            long start = windowStart - windowStart % query.step();
            return switch (query.by()) {
                case SERIES -> new Key(region, metric, start);
                case REGION -> new Key(region, Optional.empty(), start);
                case METRIC -> new Key(Optional.empty(), metric, start);
                case NONE -> new Key(Optional.empty(), Optional.empty(), start);
            };
        }

        @Override
        public int compareTo(Key other) {
            return NEWEST_FIRST.compare(this, other);
        }
    }

    static RollupCell of(Key key, WindowState window) {
        return new RollupCell(key, window.status(), window.revision(), window.aggregate());
    }

    /** Both as one; neither is to be used after that. */
    RollupCell merge(RollupCell other) {
        aggregate.merge(other.aggregate);
        Status both = status == Status.FINAL ? other.status : status;
        return new RollupCell(key, both, Math.max(revision, other.revision), aggregate);
    }

    RollupRow toRow(long step) {
        return new RollupRow(
                key.region(), key.metric(), key.start(), key.start() + step, status, revision, Figures.of(aggregate));
    }
}
