package io.meridian.benchmarks.program;

import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.LocalCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program as shipped and its own load, as child processes. */
public final class MeridianUnderLoad {
    private static final String MAIN = "io.meridian.app.Main";

    private final Children children;
    private final LocalCluster cluster;
    private final Path directory;
    private final int port;

    /**
     * @param directory for its state and logs
     * @param port for REST
     */
    public MeridianUnderLoad(Children children, LocalCluster cluster, Path directory, int port) {
        this.children = children;
        this.cluster = cluster;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts the program.
     *
     * @param more settings beside those that it cannot do without, as {@code name=value}
     */
    public ChildProcess start(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "kafka.bootstrap.servers=" + cluster.kafka().bootstrapServers(),
                "schema.registry.url=" + cluster.registry().url(),
                "state.dir=" + directory.resolve("state"),
                "rest.listener=http://127.0.0.1:" + port,
                "topics.create=true"));
        settings.addAll(List.of(more));
        List<String> arguments = new ArrayList<>(List.of("run"));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return children.start(Command.java(
                "meridian",
                directory.resolve("meridian.log"),
                List.of(ShippedJvmOptions.argument()),
                System.getProperty("java.class.path"),
                MAIN,
                arguments));
    }

    /**
     * Sends so many records a second until all is stopped.
     *
     * @param more flags of the generator
     */
    public ChildProcess load(int rate, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "produce", "--bootstrap-servers", cluster.kafka().bootstrapServers(), "--rate", String.valueOf(rate)));
        arguments.addAll(List.of(more));
        return children.start(Command.java(
                "load",
                directory.resolve("load.log"),
                List.of("-Xmx128m", "-XX:+UseSerialGC"),
                System.getProperty("java.class.path"),
                MAIN,
                arguments));
    }
}
