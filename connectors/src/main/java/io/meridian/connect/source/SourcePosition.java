package io.meridian.connect.source;

import static java.util.Objects.requireNonNull;

import io.meridian.connect.detect.FileIndex;

/**
 * Where the connector stands: all that it must remember of the last event, and thus its source offset.
 *
 * @param generation of the last event; 0 before the first
 * @param index the files that it held
 */
record SourcePosition(long generation, FileIndex index) {
    /** Before the first event. */
    static final SourcePosition START = new SourcePosition(0, FileIndex.EMPTY);

    SourcePosition {
        if (generation < 0) {
            throw new IllegalArgumentException("generation: expected 0 or more, found " + generation);
        }
        requireNonNull(index, "index");
    }
}
