package io.meridian.reading;

/**
 * The fields of one reading, filled by {@link FastReadingDecoder}. One object may be filled again and again, so that a
 * reading in canonical form is decoded without an allocation; or whoever keeps an object for each record extends this, and
 * has the fields in it. Not for sharing between threads.
 */
public class ReadingFields {
    /** The digits of the device id, 0 to 9999. */
    public int device;

    /** The metric's name; one instance per name, so that it can be compared by identity first. */
    public String metric = "";

    /**
     * Where the decoder keeps the metric's name, 0 to {@link FastReadingDecoder#METRIC_SLOTS} − 1, for whoever keeps more by
     * the same number. Slots are used again: the same slot means the same metric only where the name is the same instance.
     */
    public int metricSlot;

    /** The measured value, finite. */
    public double value;

    /** Event time, milliseconds since 1970-01-01T00:00:00Z, 0 to 253402300799999. */
    public long timestamp;
}
