package io.meridian.app.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs of {@code src/test/js} with their libraries, which npm fetches once into {@code target/js}. */
final class NodeProject {
    private static final Path SOURCES = Path.of("src/test/js");
    private static final Path BUILT = Path.of("target/js").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Children children;
    private final Path logs;

    private NodeProject(Children children, Path logs) {
        this.children = children;
        this.logs = logs;
    }

    /**
     * Makes them ready to run. Where there is no Node.js the test is skipped; where the environment variable CI is set, it fails.
     *
     * @param children whom programs end with
     */
    static NodeProject ready(Children children, Path logs) throws IOException {
        boolean installed = isInstalled("node") && isInstalled("npm");
        if (System.getenv("CI") == null) {
            assumeTrue(installed, "expected node and npm on the PATH, found neither or one");
        }
        assertThat(installed).as("node and npm are on the PATH").isTrue();
        Files.createDirectories(BUILT);
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Files.copy(source, BUILT.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        NodeProject project = new NodeProject(children, logs);
        project.fetchLibraries();
        return project;
    }

    private void fetchLibraries() throws IOException {
        Path fetched = BUILT.resolve("node_modules").resolve(".fetched");
        String wanted = Files.readString(SOURCES.resolve("package-lock.json"));
        if (Files.exists(fetched) && Files.readString(fetched).equals(wanted)) {
            return;
        }
        finish(start("npm", List.of("npm", "--prefix", BUILT.toString(), "ci", "--no-audit", "--no-fund")));
        Files.writeString(fetched, wanted, UTF_8);
    }

    /** Runs one to its end, which must be a good one. */
    void run(String script, String... arguments) {
        List<String> words =
                new ArrayList<>(List.of("node", BUILT.resolve(script).toString()));
        words.addAll(List.of(arguments));
        finish(start(script, words));
    }

    private ChildProcess start(String name, List<String> words) {
        return children.start(new Command(name, words, Map.of(), logs.resolve(name + ".log")));
    }

    private static void finish(ChildProcess process) {
        boolean ended = process.awaitExit(PATIENCE);
        assertThat(ended).as(String.join("\n", process.lastLines(40))).isTrue();
        assertThat(process.exitCode())
                .as(String.join("\n", process.lastLines(40)))
                .hasValue(0);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
