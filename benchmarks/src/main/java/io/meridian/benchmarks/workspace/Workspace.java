package io.meridian.benchmarks.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for data and logs: the one that was asked for, which is kept, or a temporary one, which is deleted in the end.
 *
 * @param path where it is
 * @param temporary whether it is deleted
 */
public record Workspace(Path path, boolean temporary) implements AutoCloseable {
    /** @param wanted the folder asked for, null where none was */
    public static Workspace of(@Nullable Path wanted) {
        try {
            return wanted == null
                    ? new Workspace(Files.createTempDirectory("meridian-bench"), true)
                    : new Workspace(Files.createDirectories(wanted), false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder for the bench's data", e);
        }
    }

    @Override
    public void close() {
        if (temporary) {
            delete(path);
        }
    }

    /** Deletes a folder with everything in it. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
