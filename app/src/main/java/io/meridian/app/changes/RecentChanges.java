package io.meridian.app.changes;

import static java.util.Objects.requireNonNull;

import io.meridian.app.query.WindowRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes, so many and no more, for all readers together: a reader has a place in here, and no buffer of its own. One
 * thread adds; any may read.
 */
final class RecentChanges {
    private final @Nullable Change[] ring;
    private long first;
    private long end;
    private Position start;
    private Position newest;

    /** @param start where the first change will be found */
    RecentChanges(int capacity, Position start) {
        ring = new Change[capacity];
        this.start = start;
        this.newest = start;
    }

    synchronized Position newest() {
        return newest;
    }

    synchronized void add(int partition, long offset, WindowRow row) {
        if (end - first == ring.length) {
            Change oldest = requireNonNull(ring[slot(first)], "oldest");
            start = start.after(oldest.partition(), oldest.offset());
            first++;
        }
        newest = newest.after(partition, offset);
        ring[slot(end)] = new Change(partition, offset, newest, row);
        end++;
    }

    /** The place behind the newest. */
    synchronized long end() {
        return end;
    }

    /** The place from which all changes behind a position are here; empty where some are not here any more. */
    synchronized Optional<Long> placeOf(Position position) {
        return position.isAtOrBehind(start) ? Optional.of(first) : Optional.empty();
    }

    /** Some changes from a place on; empty where they are not here any more. */
    synchronized Optional<List<Change>> from(long place, int most) {
        if (place < first) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        for (long at = place; at < end && changes.size() < most; at++) {
            changes.add(requireNonNull(ring[slot(at)], "change"));
        }
        return Optional.of(changes);
    }

    private int slot(long place) {
        return (int) (place % ring.length);
    }
}
