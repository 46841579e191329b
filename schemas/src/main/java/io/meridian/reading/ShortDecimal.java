package io.meridian.reading;

/**
 * Reads a decimal of up to seven characters that a comma ends, such as {@code 78.4,}, as one machine word. Digit by digit, the
 * processor mispredicts the end of nearly every number, which costs more than all arithmetic.
 */
final class ShortDecimal {
    private static final long COMMAS = ByteWord.each(',');
    private static final long POINTS = ByteWord.each('.');
    private static final long ZEROS = ByteWord.each('0');
    /** Added to a byte up to the digit nine it leaves the high bit clear; to a greater one it sets it. */
    private static final long PAST_NINE = ByteWord.each(0x7f - '9');

    private ShortDecimal() {}

    /**
     * Reads a number without sign and exponent, at least eight readable bytes.
     *
     * @return where the comma is that ends it, or -1 where the bytes are something else
     */
    static int read(byte[] bytes, int from, ReadingFields into) {
        long word = ByteWord.at(bytes, from);
        int end = firstBit(word ^ COMMAS);
        if (end == Long.SIZE || end == 0) {
            return -1;
        }
        int point = firstBit(word ^ POINTS);
        int whole = Math.min(point, end);
        // All digits side by side: what stands behind the point moves over it.
        long digits = word & ((1L << whole) - 1);
        int length = end;
        if (point < end) {
            digits |= ((word & ((1L << end) - 1)) >>> (point + 8)) << point;
            length -= 8;
        }
        // Then to the upper end, after zeros: the word now spells eight digits, the last in its highest byte.
        digits = (digits << (Long.SIZE - length)) | (ZEROS & (-1L >>> length));
        if (whole == 0
                || (length == whole && point < end)
                || (bytes[from] == '0' && whole > 8)
                || (((digits - ZEROS) | (digits + PAST_NINE)) & ByteWord.HIGH_BITS) != 0) {
            return -1;
        }
        into.value = PlainDecimal.toDouble(eightDigits(digits), (length - whole) >>> 3);
        return from + (end >>> 3);
    }

    /** The number of the lowest bit of the first byte that is zero; 64 where there is none. */
    private static int firstBit(long word) {
        return Long.numberOfTrailingZeros(ByteWord.zeros(word)) & -8;
    }

    /** What eight digits spell, the first in the lowest byte: pairs of neighbours, then pairs of pairs, in three products. */
    private static long eightDigits(long text) {
        long ones = text - ZEROS;
        long twos = (ones * 10 + (ones >>> 8)) & 0x00ff00ff00ff00ffL;
        long fours = (twos * 100 + (twos >>> 16)) & 0x0000ffff0000ffffL;
        return (fours * 10_000 + (fours >>> 32)) & 0xffffffffL;
    }
}
