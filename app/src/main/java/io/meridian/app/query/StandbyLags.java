package io.meridian.app.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How old copies are. What lags by some records may be a second or a day old, so the ends of the changelogs are noted from time
 * to time: a copy that has come to an end noted at noon has all that there was at noon. Safe for concurrent use.
 */
final class StandbyLags {
    /** A transaction ends with a mark that is no record, so a copy that has all of them stands one before the end. */
    private static final long MARK = 1;

    private static final int MAX_NOTES = 1_000;

    private final Map<Integer, Notes> byPartition = new HashMap<>();

    /**
     * @param millis how old it is at most
     * @param records by how many records it lags
     */
    record Lag(long millis, long records) {}

    private record End(long at, long offset) {}

    private static final class Notes {
        private final Deque<End> ahead = new ArrayDeque<>();
        private long hasAllOf = -1;
        private long records;
    }

    /**
     * Notes where a changelog ends, and where its copy stands.
     *
     * @param now milliseconds of any clock that never goes back, before the end was asked for
     */
    synchronized void note(int partition, long position, long end, long now) {
        Notes notes = byPartition.computeIfAbsent(partition, one -> new Notes());
        if (notes.ahead.size() < MAX_NOTES) {
            notes.ahead.addLast(new End(now, end));
        }
        while (!notes.ahead.isEmpty() && notes.ahead.getFirst().offset() <= position + MARK) {
            notes.hasAllOf = notes.ahead.removeFirst().at();
        }
        notes.records = Math.max(0, end - MARK - position);
    }

    /** How old the copy of a partition is; empty where it has not come up to any end since this was first noted. */
    synchronized Optional<Lag> of(int partition, long now) {
        return Optional.ofNullable(byPartition.get(partition))
                .filter(notes -> notes.hasAllOf >= 0)
                .map(notes -> new Lag(Math.max(0, now - notes.hasAllOf), notes.records));
    }

    /** Forgets partitions that are here no more. */
    synchronized void keepOnly(java.util.Set<Integer> partitions) {
        byPartition.keySet().retainAll(partitions);
    }
}
