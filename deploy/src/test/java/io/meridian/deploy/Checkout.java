package io.meridian.deploy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that the tests look at, and what the build says about them. */
public final class Checkout {
    private Checkout() {}

    public static Path root() {
        return Path.of(property("meridian.root"));
    }

    /** @param name of the library, as in the root pom */
    public static String version(String name) {
        return property("meridian." + name + ".version");
    }

    /** @param path relative to the root */
    public static Path file(String path) {
        return root().resolve(path);
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    public static List<Path> files(Path directory, String suffix) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static String property(String name) {
        return requireNonNull(System.getProperty(name), () -> name + " is set by the build");
    }
}
