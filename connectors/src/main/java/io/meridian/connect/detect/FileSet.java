package io.meridian.connect.detect;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The whole directory, settled.
 *
 * @param files in the order of their paths
 */
public record FileSet(List<FileVersion> files) {
    public FileSet {
        files = files.stream().sorted(Comparator.comparing(FileVersion::path)).toList();
    }

    public static FileSet of(Collection<FileVersion> files) {
        return new FileSet(List.copyOf(files));
    }

    public FileIndex index() {
        return FileIndex.of(files.stream().collect(toMap(FileVersion::path, FileVersion::sha256)));
    }
}
