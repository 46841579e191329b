package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;

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

    boolean isEmpty() {
        return last < 0;
    }

    /** The index below which nothing was counted. */
    int first() {
        return first;
    }

    /** The highest index counted, negative if none was. */
    int last() {
        return last;
    }

    /** The count of an index between {@link #first()} and {@link #last()}. */
    long count(int index) {
        return counts[index - first];
    }

    long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /**
     * Adds those of the first {@code length} values that are at least {@link Double#MIN_NORMAL} once multiplied by sign, and
     * says how many that were. The fields are held in variables, which doubles the speed of what is the longest loop in adding
     * a reading.
     */
    int addAll(double[] values, int length, double sign) {
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
        return added;
    }

    void merge(Bins other) {
        if (other.isEmpty()) {
            return;
        }
        int lowest = other.lowest();
        cover(isEmpty() ? lowest : Math.min(first, lowest), Math.max(last, other.last));
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

    private int lowest() {
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
        return 2 * Varint.MAX_BYTES + (isEmpty() ? 0 : (last - first + 1) * Varint.MAX_BYTES);
    }

    /**
     * Writes how many bins follow and, if any do, the lowest index and one varint for each count (count × 2) or run of zeros
     * (length × 2 + 1), beginning and ending with a count.
     */
    void encode(ByteBuffer to) {
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

    /** Reads what {@link #encode} wrote; throws IllegalArgumentException for anything else. */
    static Bins decode(ByteBuffer from) {
        Bins bins = new Bins();
        int length = (int) Varint.get(from, 0, LIMIT, "number of bins");
        if (length == 0) {
            return bins;
        }
        int lowest = (int) Varint.get(from, BinIndex.FIRST, BinIndex.LAST - length + 1, "lowest bin");
        bins.cover(lowest, lowest + length - 1);
        long[] counts = bins.counts;
        int offset = lowest - bins.first;
        long left = WindowAggregate.MAX_COUNT;
        for (int done = 0; done < length; done++) {
            // Nearly all are single bytes.
            byte first = from.get();
            long token = first >= 2 ? first : Varint.get(from, first, 2, left * 2 + 1, "count of a bin");
            if ((token & 1) != 0) {
                long zeros = token >>> 1;
                if (done == 0 || zeros >= length - done) {
                    throw new IllegalArgumentException("expected bins to begin and end with a count but found " + zeros
                            + " zeros at bin " + done + " of " + length);
                }
                done += (int) zeros - 1;
            } else {
                counts[offset + done] = token >>> 1;
                left -= token >>> 1;
            }
        }
        return bins;
    }
}
