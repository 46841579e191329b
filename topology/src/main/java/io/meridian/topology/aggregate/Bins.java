package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Counts by bin index: a dense array over the indices in use, which grows on demand up to {@value #LIMIT} bins below the
 * highest. What lies lower is counted in the lowest of those. That depends on the highest index alone, so the order in which
 * values came or merged leaves no trace.
 */
final class Bins {
    /** 113 powers of two, 34 decimal digits. */
    static final int LIMIT = 4096;

    private static final int CHUNK = 64;

    private long[] counts = {};
    /** The index that {@code counts[0]} stands for. */
    private int first;
    /** The highest index counted. */
    private int last = -1;

    private long total;

    /** All there is, as long as nothing was added to what was read; there are no counts then. */
    private @Nullable EncodedBins encoded;

    boolean isEmpty() {
        return last < 0;
    }

    long total() {
        return total;
    }

    /** The index of a value by its rank in ascending order, 0 to total − 1. */
    int indexAt(long rank) {
        if (encoded != null) {
            return encoded.indexAt(rank);
        }
        long left = rank;
        int at = -1;
        while (left >= 0) {
            left -= counts[++at];
        }
        return first + at;
    }

    /**
     * Adds those of the first {@code length} values that are at least {@link Double#MIN_NORMAL} once multiplied by sign, and
     * says how many that were. The fields are held in variables, which doubles the speed of what is the longest loop in adding
     * a reading.
     */
    int addAll(double[] values, int length, double sign) {
        expand();
        int added = 0;
        long[] into = counts;
        int lowest = first;
        int highest = last;
        for (int i = 0; i < length; i++) {
            double value = values[i] * sign;
            if (value >= Double.MIN_NORMAL) {
                int index = BinIndex.of(value);
                int at = index - lowest;
                if (at < 0 || index > highest) {
                    at = makeRoom(index);
                    into = counts;
                    lowest = first;
                    highest = last;
                }
                into[at]++;
                added++;
            }
        }
        total += added;
        return added;
    }

    void merge(Bins other) {
        if (other.isEmpty()) {
            return;
        }
        expand();
        int lowest = other.lowest();
        cover(isEmpty() ? lowest : Math.min(first, lowest), Math.max(last, other.last));
        total += other.total;
        if (other.encoded != null) {
            other.encoded.addTo(counts, first);
            return;
        }
        long[] into = counts;
        long[] from = other.counts;
        int shift = other.first - first;
        int begin = lowest - other.first;
        int end = other.last - other.first;
        // What lies below this one's lowest bin is counted there; the rest goes side by side.
        int below = Math.min(Math.max(begin, -shift), end + 1);
        for (int at = begin; at < below; at++) {
            into[0] += from[at];
        }
        for (int at = below; at <= end; at++) {
            into[at + shift] += from[at];
        }
    }

    private int makeRoom(int index) {
        cover(isEmpty() ? index : Math.min(first, index), Math.max(last, index));
        return Math.max(index - first, 0);
    }

    private void expand() {
        EncodedBins from = encoded;
        if (from != null) {
            encoded = null;
            last = -1;
            cover(from.lowest(), from.last());
            from.addTo(counts, first);
        }
    }

    private long count(int index) {
        return counts[index - first];
    }

    private int lowest() {
        if (encoded != null) {
            return encoded.lowest();
        }
        int index = first;
        while (count(index) == 0) {
            index++;
        }
        return index;
    }

    /** Makes {@code to} the highest index and {@code from} the lowest, as far as the limit allows. */
    private void cover(int from, int to) {
        int floor = to - LIMIT + 1;
        boolean fits = !isEmpty() && first >= floor && first <= Math.max(from, floor) && to - first < counts.length;
        if (!fits) {
            int newFirst = Math.max(from / CHUNK * CHUNK, floor);
            long[] grown = new long[(to - newFirst + CHUNK) / CHUNK * CHUNK];
            for (int index = first; index <= last; index++) {
                grown[Math.max(index - newFirst, 0)] += count(index);
            }
            counts = grown;
            first = newFirst;
        }
        last = to;
    }

    /** No encoded form is longer than this, in bytes. */
    int encodedLimit() {
        if (encoded != null) {
            return encoded.length();
        }
        return 2 * Varint.MAX_BYTES + (isEmpty() ? 0 : (last - first + 1) * Varint.MAX_BYTES);
    }

    /** Writes them as {@link EncodedBins} reads them. */
    void encode(ByteBuffer to) {
        if (encoded != null) {
            encoded.encode(to);
            return;
        }
        if (isEmpty()) {
            Varint.put(to, 0);
            return;
        }
        int lowest = lowest();
        Varint.put(to, last - lowest + 1);
        Varint.put(to, lowest);
        int zeros = 0;
        for (int index = lowest; index <= last; index++) {
            long count = count(index);
            if (count == 0) {
                zeros++;
                continue;
            }
            if (zeros > 0) {
                Varint.put(to, zeros * 2L + 1);
                zeros = 0;
            }
            Varint.put(to, count * 2);
        }
    }

    /**
     * Reads what {@link #encode} wrote; throws IllegalArgumentException for anything else.
     *
     * @param from must not change after; the array is not made before it is needed
     */
    static Bins decode(ByteBuffer from) {
        Bins bins = new Bins();
        EncodedBins read = EncodedBins.read(from);
        if (read.last() >= 0) {
            bins.encoded = read;
            bins.first = read.lowest();
            bins.last = read.last();
            bins.total = read.total();
        }
        return bins;
    }
}
