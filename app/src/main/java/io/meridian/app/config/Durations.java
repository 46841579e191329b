package io.meridian.app.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: a whole number with a unit, {@code 500ms 30s 5m 24h 7d}, or ISO-8601, {@code PT30S}. */
public final class Durations {
    /** What is accepted, for messages. */
    public static final String EXPECTED = "a length of time such as 500ms, 30s, 5m, 24h, 7d or PT30S";

    private static final Pattern SHORT = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");

    private Durations() {}

    /**
     * Reads one; spaces around it do not count.
     *
     * @throws IllegalArgumentException if it is not a length of time, or longer than a long has milliseconds
     */
    public static Duration parse(String text) {
        String trimmed = text.trim();
        Matcher parts = SHORT.matcher(trimmed.toLowerCase(Locale.ROOT));
        try {
            Duration duration = parts.matches() ? ofUnit(parts) : Duration.parse(trimmed);
            return Duration.ofMillis(duration.toMillis());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("expected " + EXPECTED + ", found '" + text + "'", e);
        }
    }

    private static Duration ofUnit(Matcher parts) {
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
