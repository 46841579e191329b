package io.meridian.topology.ingest;

import static java.util.Objects.requireNonNull;

import io.meridian.reading.RejectCode;
import io.meridian.reading.Violation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why one record is not counted.
 *
 * @param violations everything that is wrong with it, at least one
 * @param timestamp its event time, where that could be read and is not ahead
 * @param late the window that had closed, where it is late
 * @param exception what was thrown, only where the program itself failed
 */
record Rejection(
        List<Violation> violations, OptionalLong timestamp, Optional<Lateness> late, Optional<Exception> exception) {
    Rejection {
        violations = List.copyOf(violations);
        requireNonNull(timestamp, "timestamp");
        requireNonNull(late, "late");
        requireNonNull(exception, "exception");
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("a rejection without a reason");
        }
    }

    static Rejection of(List<Violation> violations, OptionalLong timestamp) {
        boolean ahead = violations.stream().anyMatch(violation -> violation.code() == RejectCode.FUTURE);
        return new Rejection(violations, ahead ? OptionalLong.empty() : timestamp, Optional.empty(), Optional.empty());
    }

    static Rejection late(Lateness lateness) {
        return new Rejection(
                List.of(lateness.violation()), OptionalLong.empty(), Optional.of(lateness), Optional.empty());
    }

    static Rejection internal(Exception failure) {
        Violation violation = new Violation(
                RejectCode.INTERNAL,
                "",
                "the program failed on this record: " + failure.getClass().getSimpleName()
                        + "; please report it with the record and the stack trace");
        return new Rejection(List.of(violation), OptionalLong.empty(), Optional.empty(), Optional.of(failure));
    }

    /** The same with lateness added to what is wrong. */
    Rejection andLate(Lateness lateness) {
        List<Violation> all = new java.util.ArrayList<>(violations);
        all.add(lateness.violation());
        return new Rejection(all, timestamp, Optional.of(lateness), exception);
    }
}
