package io.meridian.app.load;

import java.util.Arrays;

/** One record to be sent. */
public final class LoadRecord {
    private final String key;
    private final byte[] value;
    private final boolean valid;

    /**
     * @param key the device id
     * @param value the record's value, not to be changed
     * @param valid whether it is a reading
     */
    LoadRecord(String key, byte[] value, boolean valid) {
        this.key = key;
        this.value = value;
        this.valid = valid;
    }

    /** The device id. */
    public String key() {
        return key;
    }

    /** The record's value, not to be changed. */
    public byte[] value() {
        return value;
    }

    /** Whether it is a reading. */
    public boolean isValid() {
        return valid;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoadRecord that && key.equals(that.key) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return key + " " + new String(value, java.nio.charset.StandardCharsets.UTF_8);
    }
}
