package io.meridian.app.http;

import io.meridian.app.deadletters.DeadLetterCursor;
import io.meridian.app.deadletters.DeadLetterFilter;
import io.meridian.app.deadletters.DeadLetterPage;
import io.meridian.app.deadletters.DeadLetterSource;
import io.meridian.app.deadletters.DeadLettersUnreadableException;
import java.util.List;
import java.util.Optional;

/** Answers with what it was told, and remembers what it was asked. */
final class FakeDeadLetters implements DeadLetterSource {
    DeadLetterPage page = new DeadLetterPage(List.of(), Optional.empty());
    Optional<DeadLettersUnreadableException> failure = Optional.empty();
    Optional<DeadLetterFilter> filter = Optional.empty();
    Optional<DeadLetterCursor> cursor = Optional.empty();
    int limit;

    @Override
    public DeadLetterPage list(DeadLetterFilter asked, int most, Optional<DeadLetterCursor> from) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        filter = Optional.of(asked);
        limit = most;
        cursor = from;
        return page;
    }
}
