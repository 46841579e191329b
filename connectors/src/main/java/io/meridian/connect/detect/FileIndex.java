package io.meridian.connect.detect;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which files there are and what they hash to: all that is needed to know what has changed since.
 *
 * @param hashes the SHA-256 of each file in hexadecimal, by path
 */
public record FileIndex(SortedMap<String, String> hashes) {
    /** Of no files. */
    public static final FileIndex EMPTY = new FileIndex(new TreeMap<>());

    public FileIndex {
        hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    }

    public static FileIndex of(Map<String, String> hashes) {
        return new FileIndex(new TreeMap<>(hashes));
    }

    public int size() {
        return hashes.size();
    }

    /** One hash over all: that of each file's path, a line feed, its hash and a line feed, in the order of paths. */
    public String sha256() {
        StringBuilder lines = new StringBuilder();
        hashes.forEach(
                (path, hash) -> lines.append(path).append('\n').append(hash).append('\n'));
        return Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
