package io.meridian.topology.aggregate;

import java.util.OptionalDouble;

/** The mergeable summary of the readings of one series in one window. Mutable; not for sharing between threads. */
public final class WindowAggregate {
    /**
     * Adds one reading.
     *
     * @param device the digits of the device id, 0 to 9999
     * @param value the measured value, finite
     * @param generation the settings generation it was judged by
     */
    public void add(int device, double value, long generation) {
        throw new UnsupportedOperationException();
    }

    /** Adds all readings of another summary, which stays as it is. */
    public void merge(WindowAggregate other) {
        throw new UnsupportedOperationException();
    }

    public long count() {
        throw new UnsupportedOperationException();
    }

    public double sum() {
        throw new UnsupportedOperationException();
    }

    public double min() {
        throw new UnsupportedOperationException();
    }

    public double max() {
        throw new UnsupportedOperationException();
    }

    public double mean() {
        throw new UnsupportedOperationException();
    }

    /** The sample standard deviation; empty below two readings. */
    public OptionalDouble stddev() {
        throw new UnsupportedOperationException();
    }

    /**
     * The value at rank {@code floor(q × (count − 1))} of the readings in ascending order, within 1 % of it.
     *
     * @param q 0 to 1
     */
    public double quantile(double q) {
        throw new UnsupportedOperationException();
    }

    /** How many distinct devices the readings came from, exactly. */
    public int devices() {
        throw new UnsupportedOperationException();
    }

    /** The newest settings generation that any of the readings was judged by. */
    public long generation() {
        throw new UnsupportedOperationException();
    }

    /** The binary form, which {@link #decode} reads. */
    public byte[] encode() {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads one summary from a buffer, leaving its position behind it.
     *
     * @throws IllegalArgumentException if the bytes are not a summary
     */
    public static WindowAggregate decode(java.nio.ByteBuffer from) {
        throw new UnsupportedOperationException();
    }
}
