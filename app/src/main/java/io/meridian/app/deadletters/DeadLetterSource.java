package io.meridian.app.deadletters;

import java.util.Optional;

/** Where dead letters are looked up. Safe for concurrent use. */
@FunctionalInterface
public interface DeadLetterSource {
    /**
     * Some of them, newest first.
     *
     * @param limit how many at most, at least 1
     * @param cursor where the page before ended; empty for the newest
     * @throws DeadLettersUnreadableException if they cannot be read now
     */
    DeadLetterPage list(DeadLetterFilter filter, int limit, Optional<DeadLetterCursor> cursor);
}
