package io.meridian.reading;

/**
 * Decimals whose mantissa and power of ten are both exact as doubles, so that one division, being correctly rounded,
 * gives the double nearest to the decimal (Clinger, "How to read floating point numbers accurately", 1990). No two
 * decimals of up to 15 significant digits share a double, hence the shortest of them that yields a double is unique.
 */
final class PlainDecimal {
    /** The largest mantissa of 15 digits. */
    static final long MAX_MANTISSA = 999_999_999_999_999L;

    /** 10²² is the largest power of ten that a double holds exactly. */
    static final int MAX_DECIMALS = 22;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private PlainDecimal() {}

    /**
     * The double nearest to mantissa / 10^decimals.
     *
     * @param mantissa 0 to {@link #MAX_MANTISSA}
     * @param decimals 0 to {@value #MAX_DECIMALS}
     */
    static double toDouble(long mantissa, int decimals) {
        return mantissa / POWERS_OF_TEN[decimals];
    }

    /** How many decimals, 0 to 22, the magnitude has when written with at most 15 digits; -1 where it needs more. */
    static int decimals(double magnitude) {
        for (int decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
            double scaled = magnitude * POWERS_OF_TEN[decimals];
            if (scaled > MAX_MANTISSA) {
                return -1;
            }
            if (toDouble(mantissa(magnitude, decimals), decimals) == magnitude) {
                return decimals;
            }
        }
        return -1;
    }

    /** The magnitude times 10^decimals, to the nearest whole; both errors of rounding together stay below one half. */
    static long mantissa(double magnitude, int decimals) {
        return Math.round(magnitude * POWERS_OF_TEN[decimals]);
    }
}
