package io.meridian.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of its own for one directory, small enough to be filled: a tmpfs, which only root may mount. */
final class SmallDisk implements AutoCloseable {
    /** An instance needs some 70 MB, as RocksDB takes 4 MB beforehand for each store. */
    private static final int MEGABYTES = 256;

    private static final int PIECE = 64 * 1024;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static boolean isPossible() {
        return "root".equals(System.getProperty("user.name")) && Files.isReadable(Path.of("/proc/mounts"));
    }

    /** @param directory empty, or not there yet */
    static SmallDisk mount(Path directory) throws IOException {
        Files.createDirectories(directory);
        run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", directory.toString());
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
        run("umount", "--lazy", directory.toString());
    }

    private static void run(String... words) {
        try {
            int exit = new ProcessBuilder(words).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(String.join(" ", List.of(words)) + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
