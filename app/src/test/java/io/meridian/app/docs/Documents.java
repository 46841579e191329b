package io.meridian.app.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the project, from wherever a test runs. */
final class Documents {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Documents() {}

    /** All that people read first: those at the top, in {@code docs}, and each module's. */
    static List<Path> all() {
        return Stream.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/decisions"), ROOT.resolve("*"))
                .flatMap(folder -> folder.endsWith("*") ? modules() : markdown(folder))
                .sorted()
                .toList();
    }

    /** Those whose commands are held to tests. */
    static List<Path> withCommands() {
        return Stream.of(markdown(ROOT), markdown(ROOT.resolve("docs")))
                .flatMap(files -> files)
                .filter(file -> !file.endsWith("CHANGELOG.md"))
                .sorted()
                .toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    private static Stream<Path> modules() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.resolve("README.md"))
                    .filter(Files::exists)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException("cannot list " + ROOT, e);
        }
    }

    private static Stream<Path> markdown(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException("cannot list " + folder, e);
        }
    }
}
