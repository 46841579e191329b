package io.meridian.topology.closing;

import io.meridian.topology.aggregate.Series;
import java.nio.ByteBuffer;

/**
 * A window in the order in which windows close and expire. Its bytes sort by status, open ones first, then by time.
 *
 * @param status whether the window has closed
 * @param start start of the window, milliseconds since 1970-01-01T00:00:00Z, at least 0
 * @param series whose window it is
 */
record OrderKey(Status status, long start, Series series) {
    /** Sorts before every window of a status. */
    static OrderKey first(Status status) {
        return before(status, 0);
    }

    /** Sorts before every window of a status with this start, and after all that start earlier. */
    static OrderKey before(Status status, long start) {
        return new OrderKey(status, start, new Series("", ""));
    }

    byte[] toBytes() {
        byte[] suffix = series.toBytes();
        return ByteBuffer.allocate(9 + suffix.length)
                .put(status.code())
                .putLong(start)
                .put(suffix)
                .array();
    }

    static OrderKey fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Status status = Status.of(in.get());
        long start = in.getLong();
        byte[] series = new byte[in.remaining()];
        in.get(series);
        return new OrderKey(status, start, Series.fromBytes(series));
    }
}
