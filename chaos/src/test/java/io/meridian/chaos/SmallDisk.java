package io.meridian.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of its own for one directory, small enough to be filled: a tmpfs. */
final class SmallDisk implements AutoCloseable {
    /** An instance needs some 70 MB, as RocksDB takes 4 MB beforehand for each store. */
    private static final int MEGABYTES = 256;

    private static final int PIECE = 64 * 1024;

    private static final boolean POSSIBLE = mayMount();

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Tried, as root is not always one that may mount, and whoever is not root may be it in a namespace of its own. */
    static boolean isPossible() {
        return POSSIBLE;
    }

    private static boolean mayMount() {
        try {
            Path directory = Files.createTempDirectory("small-disk");
            try {
                mount(directory).close();
                return true;
            } finally {
                Files.delete(directory);
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return false;
        }
    }

    /** @param directory empty, or not there yet */
    static SmallDisk mount(Path directory) throws IOException {
        Files.createDirectories(directory);
        Program.run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", directory.toString());
        return new SmallDisk(directory);
    }

    /** Leaves no room for a single byte. */
    void fill() {
        byte[] piece = new byte[PIECE];
        for (int size = PIECE; size > 0; size /= 2) {
            try (OutputStream file = Files.newOutputStream(directory.resolve("ballast-" + size))) {
                while (true) {
                    file.write(piece, 0, size);
                }
            } catch (IOException e) {
                // Full for pieces of this size: on with smaller ones.
            }
        }
    }

    /** As it was before it was filled. */
    void free() {
        try {
            for (int size = PIECE; size > 0; size /= 2) {
                Files.deleteIfExists(directory.resolve("ballast-" + size));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Program.run("umount", "--lazy", directory.toString());
    }
}
