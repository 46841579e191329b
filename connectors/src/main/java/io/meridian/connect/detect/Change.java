package io.meridian.connect.detect;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What became of one file.
 *
 * @param path its name, relative to the directory
 * @param kind what happened
 * @param sha256 of its content, in hexadecimal: the new one, or the last one where it was deleted
 */
public record Change(String path, Kind kind, String sha256) {
    /** What can happen to a file. A file that is renamed is deleted under one name and created under another. */
    public enum Kind {
        CREATED,
        MODIFIED,
        DELETED
    }

    public Change {
        requireNonNull(path, "path");
        requireNonNull(kind, "kind");
        requireNonNull(sha256, "sha256");
    }

    /** What leads from one state of the directory to another, in the order of paths; nothing where they are the same. */
    public static List<Change> between(FileIndex before, FileIndex after) {
        TreeSet<String> paths = new TreeSet<>(before.hashes().keySet());
        paths.addAll(after.hashes().keySet());

        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            String old = before.hashes().get(path);
            String now = after.hashes().get(path);
            if (old == null) {
                changes.add(new Change(path, Kind.CREATED, requireNonNull(now)));
            } else if (now == null) {
                changes.add(new Change(path, Kind.DELETED, old));
            } else if (!Objects.equals(old, now)) {
                changes.add(new Change(path, Kind.MODIFIED, now));
            }
        }
        return List.copyOf(changes);
    }
}
