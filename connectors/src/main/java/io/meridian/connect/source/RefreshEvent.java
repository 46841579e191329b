package io.meridian.connect.source;

import static java.util.Objects.requireNonNull;

import io.meridian.connect.detect.Change;
import io.meridian.connect.detect.FileSet;
import java.time.Instant;
import java.util.List;

/**
 * The whole directory after a batch of changes.
 *
 * @param source which directory, as {@code source.id}
 * @param generation greater than that of every event before
 * @param effectiveAt from when on the settings count
 * @param detectedAt when the batch had settled
 * @param changes what has changed since the event before, in the order of paths
 * @param files all files, changed or not
 */
record RefreshEvent(
        String source, long generation, Instant effectiveAt, Instant detectedAt, List<Change> changes, FileSet files) {
    RefreshEvent {
        requireNonNull(source, "source");
        requireNonNull(effectiveAt, "effectiveAt");
        requireNonNull(detectedAt, "detectedAt");
        changes = List.copyOf(changes);
        requireNonNull(files, "files");
    }
}
