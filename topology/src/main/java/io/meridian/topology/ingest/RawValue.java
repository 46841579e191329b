package io.meridian.topology.ingest;

import io.meridian.reading.FastReadingDecoder;
import io.meridian.reading.ReadingFields;
import java.util.Arrays;

/**
 * The value of a raw record: its bytes, where the consumer has them, and the fields of its reading where the fast path
 * recognised one. The fields are part of it, and not an object of their own, as there is one for every record.
 */
final class RawValue extends ReadingFields {
    private final byte[] array;
    private final int offset;
    private final int length;
    private final boolean recognised;

    /**
     * @param array holds the bytes, among others; not to be changed from now on
     * @param offset where they begin
     * @param length how many they are
     * @param decoder the fast path, which is tried once
     */
    RawValue(byte[] array, int offset, int length, FastReadingDecoder decoder) {
        this.array = array;
        this.offset = offset;
        this.length = length;
        this.recognised = decoder.decode(array, offset, offset + length, this);
    }

    /** Whether the fields are those of a reading; if not, they say nothing, and the strict decoders decide. */
    boolean isRecognised() {
        return recognised;
    }

    /** A copy of the bytes as they came. */
    byte[] toBytes() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }
}
