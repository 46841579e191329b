package io.meridian.connect.sink;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After} of RFC 9110, section 10.2.3: seconds or a date. */
final class RetryAfter {
    /** What a server may ask for at most, so that a wrong one does not silence the sink for good. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private RetryAfter() {}

    /** Empty where it is neither. */
    static Optional<Duration> parse(String text, Instant now) {
        try {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text.strip()))));
        } catch (NumberFormatException | ArithmeticException e) {
            return parseDate(text, now);
        }
    }

    private static Optional<Duration> parseDate(String text, Instant now) {
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip()));
            return Optional.of(bounded(Duration.between(now, then)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
