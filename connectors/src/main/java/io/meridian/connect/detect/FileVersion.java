package io.meridian.connect.detect;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/**
 * The content of one file at one time.
 *
 * @param path its name, relative to the directory
 * @param sha256 of its bytes, in hexadecimal
 * @param content its bytes as the UTF-8 text that they are
 */
public record FileVersion(String path, String sha256, String content) {
    public FileVersion {
        requireNonNull(path, "path");
        requireNonNull(sha256, "sha256");
        requireNonNull(content, "content");
    }

    /** The version of a file with this text. */
    public static FileVersion of(String path, String content) {
        return new FileVersion(path, Sha256.hex(content.getBytes(StandardCharsets.UTF_8)), content);
    }
}
