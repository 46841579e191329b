package io.meridian.connect.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** What a file is, apart from its name. */
final class FileIdentity {
    private FileIdentity() {}

    /** Device and inode where there are such, the path otherwise. */
    static Object of(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return Objects.requireNonNullElse(key, path);
    }
}
