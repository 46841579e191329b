package io.meridian.connect.source;

import static java.util.Objects.requireNonNull;

import io.meridian.connect.detect.Change;
import io.meridian.connect.detect.FileSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes events of settled sets, each with a generation of its own. Pure but for what it remembers.
 *
 * <p>A generation is the time in milliseconds, or one more than the last where that is no greater: so it grows even when the
 * offsets, and with them the last generation, are lost or set back.
 */
final class Generations {
    private final String source;
    private final Duration activationDelay;
    private SourcePosition position;

    /** @param activationDelay how long after its detection an event counts: the time that it has to reach everyone */
    Generations(String source, Duration activationDelay, SourcePosition position) {
        this.source = requireNonNull(source, "source");
        this.activationDelay = requireNonNull(activationDelay, "activationDelay");
        this.position = requireNonNull(position, "position");
    }

    /**
     * The event that a set is worth.
     *
     * @return empty where it is what the last event held
     */
    Optional<RefreshEvent> next(FileSet files, Instant now) {
        List<Change> changes = Change.between(position.index(), files.index());
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        long generation = Math.max(position.generation() + 1, now.toEpochMilli());
        return Optional.of(new RefreshEvent(source, generation, now.plus(activationDelay), now, changes, files));
    }

    /** From now on this event is the last. */
    SourcePosition passed(RefreshEvent event) {
        position = new SourcePosition(event.generation(), event.files().index());
        return position;
    }

    SourcePosition position() {
        return position;
    }
}
