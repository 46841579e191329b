package io.meridian.topology.ingest;

import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.flow.Partial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one raw partition since its last commit, combined per series and window on the heap. This is what
 * spares the shuffle: a commit sends one record for each entry, however many readings came.
 *
 * <p>Entries are found by the number of their series, the one used last first: nearly every reading falls into the same
 * window as the one before it of its series.
 */
final class PartialAggregates {
    /** What is combined of one series in one window. */
    private static final class Entry {
        private final NumberedSeries series;
        private final long windowStart;
        private final WindowAggregate aggregate = new WindowAggregate();
        private @Nullable Entry next;

        private Entry(NumberedSeries series, long windowStart) {
            this.series = series;
            this.windowStart = windowStart;
        }

        @SuppressWarnings(
                "ReferenceEquality") // Two instances of one series are combined apart here, and together downstream.
        private boolean isOf(NumberedSeries otherSeries, long otherStart) {
            return series == otherSeries && windowStart == otherStart;
        }
    }

    private final int maxEntries;
    private final List<Entry> entries = new ArrayList<>();
    /** For each number of a series the entries of that number, linked, the one used last first. */
    private @Nullable Entry[] byNumber = new Entry[64];

    /** @param maxEntries how many series and windows are held before {@link #isFull()} asks to be emptied, at least 1 */
    PartialAggregates(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    void add(NumberedSeries series, long windowStart, int device, double value, long generation) {
        int number = series.number();
        Entry entry = number < byNumber.length ? byNumber[number] : null;
        if (entry == null || !entry.isOf(series, windowStart)) {
            entry = broughtForward(series, windowStart);
        }
        entry.aggregate.add(device, value, generation);
    }

    private Entry broughtForward(NumberedSeries series, long windowStart) {
        int number = series.number();
        if (number >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, 2 * byNumber.length));
        }
        Entry entry = unlinked(series, windowStart);
        entry.next = byNumber[number];
        byNumber[number] = entry;
        return entry;
    }

    /** Takes the entry out of its list; makes it, where there is none. */
    private Entry unlinked(NumberedSeries series, long windowStart) {
        Entry before = null;
        for (Entry entry = byNumber[series.number()]; entry != null; entry = entry.next) {
            if (entry.isOf(series, windowStart)) {
                if (before == null) {
                    byNumber[series.number()] = entry.next;
                } else {
                    before.next = entry.next;
                }
                return entry;
            }
            before = entry;
        }
        Entry made = new Entry(series, windowStart);
        entries.add(made);
        return made;
    }

    boolean isFull() {
        return entries.size() >= maxEntries;
    }

    /** Hands over everything held, in the order in which it began, and forgets it. */
    void drainTo(Consumer<Partial> sink) {
        for (Entry entry : entries) {
            sink.accept(new Partial(entry.series.series(), entry.windowStart, entry.aggregate));
            byNumber[entry.series.number()] = null;
        }
        entries.clear();
    }
}
