package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;

/** Unsigned integers in as many bytes as they need: seven bits a byte, least first, the high bit set on all but the last. */
final class Varint {
    static final int MAX_BYTES = 9;

    private Varint() {}

    /** Writes a number from 0 to {@link Long#MAX_VALUE}. */
    static void put(ByteBuffer to, long number) {
        long rest = number;
        while (rest > 0x7f) {
            to.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        to.put((byte) rest);
    }

    /**
     * Reads a number.
     *
     * @throws IllegalArgumentException if it is not within least and most, both inclusive; {@code name} says of what
     */
    static long get(ByteBuffer from, long least, long most, String name) {
        return get(from, from.get(), least, most, name);
    }

    /** The same where the first byte has been read already. */
    static long get(ByteBuffer from, byte first, long least, long most, String name) {
        long number = 0;
        for (int shift = 0; shift < 7 * MAX_BYTES; shift += 7) {
            byte next = shift == 0 ? first : from.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                if (number < least || number > most) {
                    throw new IllegalArgumentException(
                            name + ": expected " + least + " to " + most + " but found " + number);
                }
                return number;
            }
        }
        throw new IllegalArgumentException(
                name + ": expected a varint of at most " + MAX_BYTES + " bytes but found more");
    }
}
