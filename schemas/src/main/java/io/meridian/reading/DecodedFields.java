package io.meridian.reading;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the strict decoder could read of a record: each field where it was valid, and everything that is wrong.
 *
 * @param device the digits of the device id, 0 to 9999
 * @param metric the metric's name
 * @param value the measured value, finite
 * @param timestamp event time in milliseconds since 1970-01-01T00:00:00Z
 * @param violations everything wrong, in the order found; empty exactly when all four fields are present
 */
public record DecodedFields(
        OptionalInt device,
        Optional<String> metric,
        OptionalDouble value,
        OptionalLong timestamp,
        List<Violation> violations) {
    public DecodedFields {
        violations = List.copyOf(violations);
    }

    /** The reading, where there are no violations. */
    public Optional<Reading> reading() {
        return violations.isEmpty()
                ? Optional.of(new Reading(
                        "d-%04d".formatted(device.orElseThrow()),
                        metric.orElseThrow(),
                        value.orElseThrow(),
                        timestamp.orElseThrow()))
                : Optional.empty();
    }
}
