package io.meridian.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder with the programs that run as child processes: {@code kafka/*.jar} and {@code registry/}. The build makes
 * it as {@code local/target/home}.
 *
 * @param directory the folder
 */
public record LocalHome(Path directory) {
    /** The system property that names the folder. */
    public static final String PROPERTY = "meridian.local.home";

    public LocalHome {
        requireNonNull(directory, "directory");
    }

    /**
     * The folder that the system property {@value #PROPERTY} names, as the launcher and the tests set it.
     *
     * @throws IllegalStateException if it is not set
     */
    public static LocalHome ofThisJvm() {
        String directory = System.getProperty(PROPERTY);
        if (directory == null || directory.isBlank()) {
            throw new IllegalStateException(
                    "the files of the broker, the Connect worker and the registry are not known: the system property "
                            + PROPERTY + " must name their folder, as bin/meridian does");
        }
        return new LocalHome(Path.of(directory));
    }

    /** Of all of Kafka's programs, as for {@code java -cp}. */
    public String kafkaClassPath() {
        // Looked up for its check alone: a class path with two versions would fail in ways that name neither.
        theOnly("kafka", "kafka_2.13-*.jar");
        return directory.resolve("kafka").toAbsolutePath() + "/*";
    }

    /** The registry's jar, whose manifest names the rest of its class path. */
    public Path registryJar() {
        return theOnly("registry", "apicurio-registry-app-*-runner.jar");
    }

    private Path theOnly(String folder, String pattern) {
        Path in = directory.resolve(folder).toAbsolutePath();
        List<Path> found = find(in, pattern);
        if (found.size() != 1) {
            throw new IllegalStateException("expected one file " + pattern + " in " + in + " but found " + found.size()
                    + ": build it anew with ./mvnw clean package");
        }
        return found.get(0);
    }

    private static List<Path> find(Path in, String pattern) {
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        var matcher = in.getFileSystem().getPathMatcher("glob:" + pattern);
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(file -> matcher.matches(file.getFileName())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + in, e);
        }
    }
}
