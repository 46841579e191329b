package io.meridian.chaos;

import static java.util.Objects.requireNonNull;

import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Instances of the program as it ships: its class path and its options of the JVM. */
final class Instances {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("meridian.distribution", "../app/target/dist"));

    private final Children children;
    private final Path directory;
    private final Map<String, String> settings;
    private final List<String> bootstrapServers;
    private final List<Integer> ports;
    private final Map<Integer, ChildProcess> running = new TreeMap<>();
    private int starts;

    /**
     * @param regions that hold until there are others
     * @param settings of all
     * @param bootstrapServers of each, by its number
     */
    Instances(
            Children children,
            Path directory,
            Regions regions,
            Map<String, String> settings,
            List<String> bootstrapServers)
            throws IOException {
        this.children = children;
        this.directory = directory;
        this.settings = Map.copyOf(settings);
        this.bootstrapServers = List.copyOf(bootstrapServers);
        this.ports = FreePorts.find(bootstrapServers.size());
        Files.writeString(
                Files.createDirectories(directory.resolve("configs")).resolve("regions.yaml"), regions.yaml());
    }

    void start(int instance) {
        start(instance, Map.of());
    }

    /** @param environment of this process alone */
    void start(int instance, Map<String, String> environment) {
        starts++;
        List<String> arguments = new ArrayList<>(List.of("run"));
        Map<String, String> all = new TreeMap<>(settings);
        all.put("instance.id", "i" + instance);
        all.put("state.dir", state(instance).toString());
        all.put("rest.listener", url(instance).toString());
        all.put("configs.dir", directory.resolve("configs").toString());
        all.put("kafka.bootstrap.servers", bootstrapServers.get(instance));
        all.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        running.put(
                instance,
                children.start(Command.java(
                                "instance-" + instance,
                                directory.resolve("logs").resolve("instance-" + instance + "-" + starts + ".log"),
                                List.of("@" + DISTRIBUTION.resolve("bin").resolve("jvm.options")),
                                DISTRIBUTION.resolve("lib/app/meridian.jar").toString(),
                                "io.meridian.app.Main",
                                arguments)
                        .withEnvironment(environment)));
    }

    ChildProcess process(int instance) {
        return requireNonNull(running.get(instance), "never started");
    }

    URI url(int instance) {
        return URI.create("http://127.0.0.1:" + ports.get(instance));
    }

    /** Deletes what an instance that has ended keeps on its disk, but for the directory itself, which may be a disk. */
    void wipe(int instance) {
        Path state = state(instance);
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(file -> !file.equals(state))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path state(int instance) {
        return directory.resolve("state-" + instance);
    }

    /** For a failure's message. */
    String lastLines() {
        StringBuilder lines = new StringBuilder();
        running.forEach((instance, process) -> lines.append(process.name())
                .append(process.isAlive() ? " runs:\n" : " has ended:\n")
                .append(String.join("\n", process.lastLines(15)))
                .append('\n'));
        return lines.toString();
    }
}
