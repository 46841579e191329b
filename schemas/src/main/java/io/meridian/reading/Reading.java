package io.meridian.reading;

import static java.util.Objects.requireNonNull;

/**
 * What one device measured at one moment.
 *
 * @param deviceId {@code d-} and four ASCII digits
 * @param metric the name of what was measured, 1 to 128 characters
 * @param value the measured value, finite, in the metric's own unit
 * @param timestamp event time, milliseconds since 1970-01-01T00:00:00Z, 0 to 253402300799999
 */
public record Reading(String deviceId, String metric, double value, long timestamp) {
    public Reading {
        requireNonNull(deviceId, "deviceId");
        requireNonNull(metric, "metric");
    }
}
