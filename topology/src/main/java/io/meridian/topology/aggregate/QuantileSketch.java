package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;

/**
 * Counts of values by logarithmic bins, from which any quantile can be read within 1 % of the value: DDSketch (C. Masson,
 * J. E. Rim, H. K. Lee: "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", VLDB 2019).
 * Merging adds counts, so it loses nothing and its order plays no part.
 *
 * <p>Positive and negative values have {@value Bins#LIMIT} bins each. The 1 % therefore holds for magnitudes down to 1e-34 of
 * the greatest of the same sign; smaller ones are taken for about that. Magnitudes below {@link Double#MIN_NORMAL} (2.2e-308)
 * are taken for zero.
 */
final class QuantileSketch {
    private final Bins positive;
    private final Bins negative;
    private long zeros;

    QuantileSketch() {
        this(new Bins(), new Bins(), 0);
    }

    private QuantileSketch(Bins positive, Bins negative, long zeros) {
        this.positive = positive;
        this.negative = negative;
        this.zeros = zeros;
    }

    /** Adds the first {@code length} values, all finite. */
    void addAll(double[] values, int length) {
        int added = positive.addAll(values, length, 1);
        if (added < length) {
            added += negative.addAll(values, length, -1);
            zeros += length - added;
        }
    }

    void merge(QuantileSketch other) {
        positive.merge(other.positive);
        negative.merge(other.negative);
        zeros += other.zeros;
    }

    /** How many values it counts. */
    long total() {
        return positive.total() + negative.total() + zeros;
    }

    /**
     * About the value at a rank in ascending order.
     *
     * @param rank from 0 to the number of values − 1
     */
    double valueAt(long rank) {
        long negatives = negative.total();
        if (rank < negatives) {
            // The greatest magnitude comes first.
            return -BinIndex.value(negative.indexAt(negatives - 1 - rank));
        }
        long left = rank - negatives - zeros;
        if (left < 0) {
            return 0;
        }
        if (left < positive.total()) {
            return BinIndex.value(positive.indexAt(left));
        }
        throw new IllegalArgumentException("rank " + rank + " is not below the number of values, " + total());
    }

    /** No encoded form is longer than this, in bytes. */
    int encodedLimit() {
        return Varint.MAX_BYTES + negative.encodedLimit() + positive.encodedLimit();
    }

    /** Writes the count of zeros, then the bins of the negative and of the positive values. */
    void encode(ByteBuffer to) {
        Varint.put(to, zeros);
        negative.encode(to);
        positive.encode(to);
    }

    /** Reads what {@link #encode} wrote; throws IllegalArgumentException for anything else. */
    static QuantileSketch decode(ByteBuffer from) {
        long zeros = Varint.get(from, 0, WindowAggregate.MAX_COUNT, "count of zeros");
        Bins negative = Bins.decode(from);
        Bins positive = Bins.decode(from);
        return new QuantileSketch(positive, negative, zeros);
    }
}
