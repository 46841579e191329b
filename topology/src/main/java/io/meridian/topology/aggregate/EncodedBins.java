package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;

/**
 * {@link Bins} as they are written: how many bins follow and, if any do, the lowest index and one varint for each count
 * (count × 2) or run of zeros (length × 2 + 1), beginning and ending with a count. Who only asks for quantiles reads them here:
 * a look-up over all series would else make thousands of arrays, and leave them to the collector. Unchangeable.
 */
final class EncodedBins {
    private final ByteBuffer bytes;
    private final int tokens;
    private final int lowest;
    private final int last;
    private final long total;

    private EncodedBins(ByteBuffer bytes, int tokens, int lowest, int last, long total) {
        this.bytes = bytes;
        this.tokens = tokens;
        this.lowest = lowest;
        this.last = last;
        this.total = total;
    }

    /** Reads bins to their end, leaving the buffer behind them; throws IllegalArgumentException for anything else. */
    static EncodedBins read(ByteBuffer from) {
        int begin = from.position();
        int length = (int) Varint.get(from, 0, Bins.LIMIT, "number of bins");
        if (length == 0) {
            return new EncodedBins(slice(from, begin), 1, 0, -1, 0);
        }
        int lowest = (int) Varint.get(from, BinIndex.FIRST, BinIndex.LAST - length + 1, "lowest bin");
        int tokens = from.position() - begin;
        long left = WindowAggregate.MAX_COUNT;
        for (int done = 0; done < length; done++) {
            // Nearly all are single bytes.
            byte first = from.get();
            long token = first >= 2 ? first : Varint.get(from, first, 2, left * 2 + 1, "count of a bin");
            if ((token & 1) == 0) {
                left -= token >>> 1;
                continue;
            }
            long zeros = token >>> 1;
            if (done == 0 || zeros >= length - done) {
                throw new IllegalArgumentException("expected bins to begin and end with a count but found " + zeros
                        + " zeros at bin " + done + " of " + length);
            }
            done += (int) zeros - 1;
        }
        return new EncodedBins(
                slice(from, begin), tokens, lowest, lowest + length - 1, WindowAggregate.MAX_COUNT - left);
    }

    private static ByteBuffer slice(ByteBuffer from, int begin) {
        return from.slice(begin, from.position() - begin);
    }

    /** The lowest index that has a count. */
    int lowest() {
        return lowest;
    }

    /** The highest index that has a count, negative if none has. */
    int last() {
        return last;
    }

    long total() {
        return total;
    }

    /** The index of a value by its rank in ascending order, 0 to total − 1. */
    int indexAt(long rank) {
        ByteBuffer in = tokens();
        long left = rank;
        for (int index = lowest; ; index++) {
            long token = token(in);
            if ((token & 1) != 0) {
                index += (int) (token >>> 1) - 1;
            } else {
                left -= token >>> 1;
                if (left < 0) {
                    return index;
                }
            }
        }
    }

    /** Adds to counts of which the first stands for an index; what lies below that is counted there. */
    void addTo(long[] counts, int first) {
        ByteBuffer in = tokens();
        for (int index = lowest; index <= last; index++) {
            long token = token(in);
            if ((token & 1) != 0) {
                index += (int) (token >>> 1) - 1;
            } else {
                counts[Math.max(index - first, 0)] += token >>> 1;
            }
        }
    }

    /** How many bytes it has. */
    int length() {
        return bytes.limit();
    }

    void encode(ByteBuffer to) {
        to.put(bytes.duplicate());
    }

    private ByteBuffer tokens() {
        return bytes.duplicate().position(tokens);
    }

    private static long token(ByteBuffer in) {
        byte first = in.get();
        return first >= 0 ? first : Varint.get(in, first, 0, Long.MAX_VALUE, "count of a bin");
    }
}
