package io.meridian.reading;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes as one number, the first in its lowest byte, so that they are looked at side by side. */
final class ByteWord {
    /** The highest bit of each byte. */
    static final long HIGH_BITS = 0x8080808080808080L;

    private static final long ONES = 0x0101010101010101L;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ByteWord() {}

    /** The eight bytes from a place on. */
    static long at(byte[] bytes, int from) {
        return (long) LONG.get(bytes, from);
    }

    /** A number up to 127 in each byte. */
    static long each(int number) {
        return number * ONES;
    }

    /**
     * The high bit of each byte that is zero. Bytes behind the first such may be marked wrongly: only the lowest bit set says
     * something (H. S. Warren, Hacker's Delight, 6-1).
     */
    static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
