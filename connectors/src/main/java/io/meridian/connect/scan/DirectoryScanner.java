package io.meridian.connect.scan;

import static java.util.Objects.requireNonNull;

import io.meridian.connect.detect.Sighting;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a directory whole, every time: modification times lie, and the files are few and small. Not recursive. Only reads,
 * so that it works where the directory cannot be written to, such as a ConfigMap of Kubernetes.
 */
public final class DirectoryScanner {
    /** Kubernetes replaces a volume by renaming this link, through which all its files are read. */
    private static final String KUBERNETES_LINK = "..data";

    private static final int ATTEMPTS = 5;

    private final Path directory;
    private final FileSelection selection;
    private final FileSelection.Wanted wanted;
    private final FileReader reader;

    public DirectoryScanner(Path directory, FileSelection selection) {
        this.directory = requireNonNull(directory, "directory");
        this.selection = selection;
        this.wanted = selection.wanted();
        this.reader = new FileReader(selection.maxFileBytes());
    }

    /** Looks once. Never throws: what cannot be read is part of the answer. */
    public Scan scan() {
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                // What the names stand for, before and after: a swap in between would mix two versions.
                String before = generation();
                Scan scan = read(directory.toRealPath());
                if (before.equals(generation())) {
                    return scan;
                }
            }
            return new Scan.Failed(directory + " was replaced each of " + ATTEMPTS + " times that it was read");
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            return new Scan.Failed("cannot list " + directory + ": " + e
                    + ". Expected a directory that the worker may read; what was known stays in force");
        }
    }

    private String generation() throws IOException {
        Path real = directory.toRealPath();
        Path link = real.resolve(KUBERNETES_LINK);
        return Files.isSymbolicLink(link) ? real + " " + Files.readSymbolicLink(link) : real.toString();
    }

    private Scan read(Path root) throws IOException {
        List<Path> entries = list(root);
        SortedMap<String, Sighting> files = new TreeMap<>();
        for (Path entry : entries) {
            Optional<Sighting> sighting = reader.look(root, entry);
            sighting.ifPresent(found -> files.put(entry.getFileName().toString(), found));
        }
        if (files.size() > selection.maxFiles()) {
            return new Scan.Failed(directory + " has " + files.size() + " files, and max.files is "
                    + selection.maxFiles() + ": remove some or raise it; what was known stays in force");
        }
        return new Scan.Seen(files);
    }

    private List<Path> list(Path root) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
            for (Path entry : stream) {
                if (wanted.test(entry.getFileName())) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }
}
