package io.meridian.app.deadletters;

import java.util.List;
import java.util.Optional;

/**
 * Some dead letters, newest first.
 *
 * @param letters may be fewer than asked for, or none, where looking for more would take too long
 * @param next where to look on; empty where there are no more
 */
public record DeadLetterPage(List<DeadLetter> letters, Optional<DeadLetterCursor> next) {
    public DeadLetterPage {
        letters = List.copyOf(letters);
    }
}
