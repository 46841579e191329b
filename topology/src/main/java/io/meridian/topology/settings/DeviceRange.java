package io.meridian.topology.settings;

import io.meridian.reading.FieldRules;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Devices with consecutive numbers.
 *
 * @param first the least device number, 0 to 9999
 * @param last the greatest, not less than the first
 */
record DeviceRange(int first, int last) {
    private static final String SEPARATOR = "..";

    /** Reads {@code d-0000} or {@code d-0000..d-1999}; empty for any other text. */
    static Optional<DeviceRange> parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        String from = separator < 0 ? text : text.substring(0, separator);
        String to = separator < 0 ? text : text.substring(separator + SEPARATOR.length());
        OptionalInt first = FieldRules.deviceNumber(from);
        OptionalInt last = FieldRules.deviceNumber(to);
        if (first.isEmpty() || last.isEmpty() || first.getAsInt() > last.getAsInt()) {
            return Optional.empty();
        }
        return Optional.of(new DeviceRange(first.getAsInt(), last.getAsInt()));
    }

    /** As it is read. */
    @Override
    public String toString() {
        String from = "d-%04d".formatted(first);
        return first == last ? from : from + SEPARATOR + "d-%04d".formatted(last);
    }
}
