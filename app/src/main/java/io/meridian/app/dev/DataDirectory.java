package io.meridian.app.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The directory with everything that {@code dev} keeps, held by one {@code dev} at a time. The lock goes with the process,
 * however it ends.
 */
final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes a directory, which is made where there is none.
     *
     * @return empty if another {@code dev} has it
     * @throws UncheckedIOException if it can be neither used nor made
     */
    static Optional<DataDirectory> take(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new DataDirectory(path.toAbsolutePath().normalize(), channel));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the directory " + path + ": " + e, e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException e) {
            // By this very process.
            return true;
        }
    }

    Path path() {
        return path;
    }

    Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
