package io.meridian.topology.aggregate;

/**
 * Which bin of a {@link QuantileSketch} a magnitude falls into, and which value stands for a bin.
 *
 * <p>DDSketch (C. Masson, J. E. Rim, H. K. Lee, VLDB 2019) needs one thing of its bins for a relative accuracy α: no bin's
 * upper end may exceed (1 + α)/(1 − α) times its lower end. Then {@code 2·low·high/(low + high)} is within α of all values in
 * the bin. Instead of a logarithm, each power of two is cut into 512 equal slices, and neighbouring slices are joined greedily
 * as long as high/low ≤ 101/99. That gives 36 bins per power of two, where a logarithm would need 34.7, from one table look-up
 * on the bits of the double, and in integers alone: every JVM computes the same bins.
 */
final class BinIndex {
    /** The bins of one power of two. */
    static final int PER_OCTAVE = 36;
    /** The least index, of {@link Double#MIN_NORMAL}. Smaller magnitudes have no bin. */
    static final int FIRST = PER_OCTAVE;
    /** The greatest index, of {@link Double#MAX_VALUE}. */
    static final int LAST = 2046 * PER_OCTAVE + PER_OCTAVE - 1;

    private static final int SLICE_BITS = 9;
    private static final int SLICES = 1 << SLICE_BITS;
    private static final int EXPONENT_BIAS = 1023;
    private static final int FRACTION_BITS = 52;

    private static final byte[] BIN_OF_SLICE = new byte[SLICES];
    private static final int[] FIRST_SLICE_OF_BIN = new int[PER_OCTAVE + 1];

    static {
        int bin = 0;
        for (int slice = 0; slice < SLICES; bin++) {
            FIRST_SLICE_OF_BIN[bin] = slice;
            int end = Math.min(SLICES, 101 * (SLICES + slice) / 99 - SLICES);
            for (; slice < end; slice++) {
                BIN_OF_SLICE[slice] = (byte) bin;
            }
        }
        FIRST_SLICE_OF_BIN[bin] = SLICES;
    }

    private BinIndex() {}

    /** The bin of a value by its magnitude, which is at least {@link Double#MIN_NORMAL}; the sign plays no part. */
    static int of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> FRACTION_BITS) & 0x7ff;
        int slice = (int) (bits >>> (FRACTION_BITS - SLICE_BITS)) & (SLICES - 1);
        return exponent * PER_OCTAVE + BIN_OF_SLICE[slice];
    }

    /** The magnitude that is within 1 % of all in a bin. */
    static double value(int index) {
        int bin = index % PER_OCTAVE;
        double low = SLICES + FIRST_SLICE_OF_BIN[bin];
        double high = SLICES + FIRST_SLICE_OF_BIN[bin + 1];
        return Math.scalb(2 * low * high / (low + high) / SLICES, index / PER_OCTAVE - EXPONENT_BIAS);
    }
}
