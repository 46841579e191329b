package io.meridian.reading;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one device measured at one moment.
 *
 * @param deviceId {@code d-} and four ASCII digits
 * @param metric the name of what was measured, 1 to 128 characters
 * @param value the measured value, finite, in the metric's own unit
 * @param timestamp event time, milliseconds since 1970-01-01T00:00:00Z, 0 to 253402300799999
 */
public record Reading(String deviceId, String metric, double value, long timestamp) {
    /**
     * Takes what a decoder would take, so that nothing invalid is ever sent; -0.0 becomes 0.0.
     *
     * @throws IllegalArgumentException where a field is not valid; the message names all that are not
     */
    public Reading {
        requireNonNull(deviceId, "deviceId");
        requireNonNull(metric, "metric");
        List<Violation> violations = violations(deviceId, metric, value, timestamp);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(
                    violations.stream().map(Violation::message).collect(Collectors.joining("; ")));
        }
        value += 0.0;
    }

    private static List<Violation> violations(String deviceId, String metric, double value, long timestamp) {
        List<Violation> violations = new ArrayList<>();
        if (FieldRules.deviceNumber(deviceId).isEmpty()) {
            violations.add(FieldRules.invalidDeviceId(deviceId));
        }
        FieldRules.checkMetric(metric).ifPresent(violations::add);
        if (!Double.isFinite(value)) {
            violations.add(FieldRules.notFinite(Double.toString(value)));
        }
        if (!FieldRules.isTimestamp(timestamp)) {
            violations.add(FieldRules.invalidTimestamp(timestamp));
        }
        return violations;
    }
}
