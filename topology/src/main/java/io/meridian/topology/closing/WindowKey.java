package io.meridian.topology.closing;

import static java.util.Objects.requireNonNull;

import io.meridian.topology.aggregate.Series;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The store's key: a series and a window. Its bytes sort by region, metric and time, so one series is one range.
 *
 * @param series what was measured where
 * @param start start of the window, milliseconds since 1970-01-01T00:00:00Z, at least 0
 */
public record WindowKey(Series series, long start) {
    public WindowKey {
        requireNonNull(series, "series");
    }

    byte[] toBytes() {
        byte[] prefix = series.toBytes();
        return ByteBuffer.allocate(prefix.length + Long.BYTES)
                .put(prefix)
                .putLong(start)
                .array();
    }

    static WindowKey fromBytes(byte[] bytes) {
        int split = bytes.length - Long.BYTES;
        return new WindowKey(
                Series.fromBytes(Arrays.copyOf(bytes, split)),
                ByteBuffer.wrap(bytes).getLong(split));
    }
}
