package io.meridian.connect.scan;

import io.meridian.connect.detect.FileVersion;
import io.meridian.connect.detect.Sha256;
import io.meridian.connect.detect.Sighting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Reads one file of the directory, or says why it is none of ours. */
final class FileReader {
    private final int maxBytes;

    FileReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Looks at one entry.
     *
     * @param root the directory, with all links resolved
     * @return empty where it is gone already
     */
    Optional<Sighting> look(Path root, Path entry) {
        try {
            Path real = entry.toRealPath();
            if (!real.startsWith(root)) {
                return unusable("it is a link to " + real + ", outside of " + root + ": expected a file within");
            }
            BasicFileAttributes before = Files.readAttributes(real, BasicFileAttributes.class);
            if (!before.isRegularFile()) {
                // Before it is opened, since opening a FIFO waits for its writer.
                return unusable("it is no regular file");
            }
            if (before.size() > maxBytes) {
                return tooLarge(before.size());
            }
            byte[] bytes = read(real);
            if (bytes.length > maxBytes
                    || !isSame(before, Files.readAttributes(real, BasicFileAttributes.class), bytes)) {
                return Optional.of(new Sighting.Unsteady());
            }
            return Optional.of(version(entry.getFileName().toString(), bytes));
        } catch (NoSuchFileException e) {
            // A link that leads nowhere is there all the same: what it stood for was not deleted by its owner.
            return Files.isSymbolicLink(entry) ? unusable("it is a link that leads nowhere") : Optional.empty();
        } catch (IOException | SecurityException e) {
            return unusable("it cannot be read: " + e);
        }
    }

    private byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(maxBytes + 1);
        }
    }

    private static boolean isSame(BasicFileAttributes before, BasicFileAttributes after, byte[] bytes) {
        return before.size() == bytes.length
                && after.size() == bytes.length
                && before.lastModifiedTime().equals(after.lastModifiedTime());
    }

    private static Sighting version(String path, byte[] bytes) {
        try {
            String content = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Sighting.Whole(new FileVersion(path, Sha256.hex(bytes), content));
        } catch (CharacterCodingException e) {
            return new Sighting.Unusable("it is not UTF-8 text: save it in that encoding");
        }
    }

    private Optional<Sighting> tooLarge(long size) {
        return unusable("it has " + size + " bytes, and max.file.bytes is " + maxBytes);
    }

    private static Optional<Sighting> unusable(String reason) {
        return Optional.of(new Sighting.Unusable(reason));
    }
}
