package io.meridian.app;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The launcher in a distribution that has nothing else, and a java that only notes what it is called with. */
final class FakeDistribution {
    /** Each call is a line of words in brackets; what a call is to make is there afterwards. */
    private static final String JAVA = """
            #!/bin/sh
            dump=
            archive=
            for word; do
              printf '[%s]' "$word" >>"$NOTES"
              case $word in
                -version) echo 'openjdk version "17.0.9" 2023-10-17' >&2 ;;
                -XX:DumpLoadedClassList=*) echo classes >"${word#*=}" ;;
                -XX:SharedArchiveFile=*) archive=${word#*=} ;;
                -Xshare:dump) dump=yes ;;
              esac
            done
            printf '{options %s}\\n' "${MERIDIAN_JVM_OPTS-gone}" >>"$NOTES"
            if [ -n "$dump" ]; then echo archive >"$archive"; exit 0; fi
            exit "${EXIT:-0}"
            """;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    FakeDistribution(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(jars());
        jar("meridian.jar", "ours");
        jar("other.jar", "theirs");
        Files.copy(
                Path.of("src/dist/bin/meridian"),
                Files.createDirectories(home().resolve("bin")).resolve("meridian"));
        java("jdk", "JAVA_VERSION=\"17.0.9\"\nJAVA_RUNTIME_VERSION=\"17.0.9+9\"\n");
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    }

    /** A JDK of its own, in the folder of that name. */
    void java(String name, String release) throws IOException {
        Path java = Files.createDirectories(folder.resolve(name).resolve("bin")).resolve("java");
        Files.writeString(java, JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!release.isEmpty()) {
            Files.writeString(folder.resolve(name).resolve("release"), release);
        }
    }

    void jar(String name, String content) throws IOException {
        Files.writeString(jars().resolve(name), content);
    }

    FakeDistribution with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** With a space, as folders may have. */
    Path home() {
        return folder.resolve("in a folder");
    }

    Path launcher() {
        return home().resolve("bin/meridian");
    }

    Path jars() {
        return home().resolve("lib/app");
    }

    /** The names of what it keeps of a command. */
    List<String> archives(String command) throws IOException {
        try (Stream<Path> files = Files.list(jars())) {
            return files.map(file -> requireNonNull(file.getFileName()).toString())
                    .filter(name -> name.startsWith(command + "-"))
                    .toList();
        }
    }

    Run run(String... words) throws Exception {
        return run(List.of("/bin/sh", launcher().toString()), words);
    }

    /** @param program what starts the launcher */
    Run run(List<String> program, String... words) throws Exception {
        Path notes = folder.resolve("notes");
        Path output = folder.resolve("output");
        Files.deleteIfExists(notes);
        Files.createFile(notes);
        Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rw-rw-rw-"));
        List<String> line = new ArrayList<>(program);
        line.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MERIDIAN_"));
        builder.environment().putAll(environment);
        builder.environment().put("NOTES", notes.toString());
        Process process = builder.start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher has not ended");
        }
        return new Run(process.exitValue(), Files.readString(output), Files.readAllLines(notes));
    }

    /**
     * @param code its exit code
     * @param output of both kinds
     * @param calls of java, in their order
     */
    record Run(int code, String output, List<String> calls) {}
}
