package io.meridian.reading;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a record.
 *
 * @param code what kind of fault it is
 * @param field the field that has it, by its JSON name; empty where it is the record as a whole
 * @param message what was expected and what came, in one line
 */
public record Violation(RejectCode code, String field, String message) {
    public Violation {
        requireNonNull(code, "code");
        requireNonNull(field, "field");
        requireNonNull(message, "message");
    }
}
