package io.meridian.app.exactness;

import static java.util.Objects.requireNonNull;

import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Instances of the program as processes of their own, each with its own state directory, of one application. */
final class Fleet implements AutoCloseable {
    /** The first configuration line of every instance. */
    private static final String REGIONS = """
            regions:
              us: [d-0000..d-3999]
              eu: [d-4000..d-6999]
            """;

    private final String bootstrapServers;
    private final String registryUrl;
    private final Path directory;
    private final String application;
    private final String guarantee;
    private final Children children = new Children();
    private final Map<String, ChildProcess> instances = new HashMap<>();
    private final Map<String, String> restUrls = new HashMap<>();
    private final Map<String, String> overrides = new HashMap<>();
    private int starts;

    Fleet(String bootstrapServers, String registryUrl, Path directory, String application, String guarantee)
            throws IOException {
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        this.directory = directory;
        this.application = application;
        this.guarantee = guarantee;
        Files.writeString(Files.createDirectories(directory.resolve("configs")).resolve("regions.yaml"), REGIONS);
    }

    /** Has instances that start from now on run with another value of a setting. */
    Fleet with(String setting, String value) {
        overrides.put(setting, value);
        return this;
    }

    /** Where an instance that has been started answers. */
    String restUrl(String instance) {
        return requireNonNull(restUrls.get(instance), instance);
    }

    /** Starts an instance; it need not have run before, and finds its state again if it has. */
    void start(String instance) {
        starts++;
        Path settings = directory.resolve(instance + ".properties");
        try {
            Files.writeString(settings, settings(instance));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        instances.put(
                instance,
                children.start(Command.java(
                        instance,
                        directory.resolve("logs").resolve(instance + "-" + starts + ".log"),
                        List.of("-Xmx384m"),
                        System.getProperty("java.class.path"),
                        "io.meridian.app.Main",
                        List.of("run", "--config", settings.toString()))));
    }

    /** Ends an instance as a crash does. */
    void kill(String instance) {
        running(instance).kill();
    }

    /** Ends an instance as an operator does. */
    void stop(String instance) {
        ChildProcess process = running(instance);
        if (!process.stop(Duration.ofSeconds(10))) {
            throw new AssertionError(
                    instance + " did not stop within 10 s:\n" + String.join("\n", process.lastLines(30)));
        }
    }

    /** What the instances said last, for a failure's message. */
    String lastLines() {
        return instances.values().stream()
                .map(process -> process.name() + ":\n" + String.join("\n", process.lastLines(25)))
                .collect(Collectors.joining("\n\n"));
    }

    int starts() {
        return starts;
    }

    private ChildProcess running(String instance) {
        ChildProcess process = instances.get(instance);
        if (process == null || !process.isAlive()) {
            throw new AssertionError(instance + " is not running:\n" + lastLines());
        }
        return process;
    }

    private String settings(String instance) {
        Map<String, String> settings = new HashMap<>();
        settings.put("application.id", application);
        settings.put("instance.id", instance);
        settings.put("state.dir", directory.resolve("state-" + instance).toString());
        settings.put("processing.guarantee", guarantee);
        settings.put("schema.registry.url", registryUrl);
        settings.put(
                "rest.listener", restUrls.computeIfAbsent(instance, any -> "http://127.0.0.1:" + FreePorts.find()));
        settings.put("topic.raw", application + ".raw");
        settings.put("topic.dlq", application + ".raw.dlq");
        settings.put("topic.aggregates", application + ".aggregates");
        settings.put("topic.final", application + ".aggregates.final");
        settings.put("topic.config", application + ".config");
        settings.put("window.idle", "5s");
        settings.put("configs.dir", directory.resolve("configs").toString());
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.putAll(overrides);
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Override
    public void close() {
        children.close();
    }
}
