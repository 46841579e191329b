package io.meridian.app.deadletters;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which dead letters are asked for; what is empty asks for nothing.
 *
 * @param code that any of its faults has
 * @param field that any of its faults is about
 * @param device whose
 * @param partition of the dead-letter topic
 * @param from least timestamp of the record, in milliseconds since 1970-01-01T00:00:00Z
 * @param to above its timestamp
 */
public record DeadLetterFilter(
        Optional<String> code,
        Optional<String> field,
        Optional<String> device,
        OptionalInt partition,
        OptionalLong from,
        OptionalLong to) {
    /** All of them. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    /** Whether one is asked for. */
    public boolean matches(DeadLetter letter) {
        return (partition.isEmpty() || partition.getAsInt() == letter.place().partition())
                && (from.isEmpty() || from.getAsLong() <= letter.timestamp())
                && (to.isEmpty() || letter.timestamp() < to.getAsLong())
                && (device.isEmpty() || device.equals(letter.device()))
                && (code.isEmpty()
                        || letter.faults().stream()
                                .anyMatch(fault -> fault.code().equals(code.get())))
                && (field.isEmpty()
                        || letter.faults().stream()
                                .anyMatch(fault -> fault.field().equals(field.get())));
    }

    /** Whether any in this partition may be asked for. */
    boolean takes(int number) {
        return partition.isEmpty() || partition.getAsInt() == number;
    }
}
