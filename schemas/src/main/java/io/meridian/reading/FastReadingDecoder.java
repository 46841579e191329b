package io.meridian.reading;

/** Reads the canonical JSON form of a reading straight from its bytes. */
public final class FastReadingDecoder {
    /**
     * Tries to read one reading.
     *
     * @param json the whole record value
     * @param into filled when the answer is true, of unspecified content otherwise
     * @return whether the bytes were recognised; false decides nothing, it hands over to {@link StrictReadingDecoder}
     */
    public boolean decode(byte[] json, ReadingFields into) {
        return false;
    }
}
