package io.meridian.app.replay;

import io.meridian.reading.Reading;

/** One row of a file. */
public sealed interface Row {
    /** Where it ends, as an editor numbers lines: from 1. */
    long line();

    /** A row that is a reading. */
    record Sound(long line, Reading reading) implements Row {}

    /**
     * A row that is none.
     *
     * @param reason what was expected and what was found
     */
    record Bad(long line, String reason) implements Row {}
}
