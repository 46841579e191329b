package io.meridian.topology.aggregate;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/**
 * One line of aggregates: a metric in a region.
 *
 * @param region the region's name, without control characters
 * @param metric the metric's name, without control characters
 */
public record Series(String region, String metric) {
    public Series {
        requireNonNull(region, "region");
        requireNonNull(metric, "metric");
    }

    /** UTF-8 of region, a zero byte, metric, a zero byte: unambiguous, and no series' bytes begin another's. */
    public byte[] toBytes() {
        return (region + '\0' + metric + '\0').getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #toBytes()} wrote. */
    public static Series fromBytes(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int middle = text.indexOf('\0');
        if (middle < 0 || text.length() < middle + 2 || text.charAt(text.length() - 1) != '\0') {
            throw new IllegalArgumentException("not a series: expected region, 0, metric, 0 but came " + bytes.length
                    + " other bytes; was the topic written by another program?");
        }
        return new Series(text.substring(0, middle), text.substring(middle + 1, text.length() - 1));
    }
}
