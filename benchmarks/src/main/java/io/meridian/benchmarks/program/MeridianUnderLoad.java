package io.meridian.benchmarks.latency;

import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.LocalCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program as shipped and its own load, as child processes. */
final class MeridianUnderLoad {
    private static final String MAIN = "io.meridian.app.Main";

    private final Children children;
    private final LocalCluster cluster;
    private final Path directory;
    private final int port;

    MeridianUnderLoad(Children children, LocalCluster cluster, Path directory, int port) {
        this.children = children;
        this.cluster = cluster;
        this.directory = directory;
        this.port = port;
    }

    ChildProcess start() {
        List<String> arguments = new ArrayList<>(List.of("run"));
        for (String setting : List.of(
                "kafka.bootstrap.servers=" + cluster.kafka().bootstrapServers(),
                "schema.registry.url=" + cluster.registry().url(),
                "state.dir=" + directory.resolve("state"),
                "rest.listener=http://127.0.0.1:" + port,
                "topics.create=true")) {
            arguments.addAll(List.of("--set", setting));
        }
        return children.start(Command.java(
                "meridian",
                directory.resolve("meridian.log"),
                List.of("@" + System.getProperty("meridian.jvm.options", "app/src/dist/bin/jvm.options")),
                System.getProperty("java.class.path"),
                MAIN,
                arguments));
    }

    /** Sends so many records a second until all is stopped. */
    void load(int rate) {
        children.start(Command.java(
                "load",
                directory.resolve("load.log"),
                List.of("-Xmx128m", "-XX:+UseSerialGC"),
                System.getProperty("java.class.path"),
                MAIN,
                List.of(
                        "produce",
                        "--bootstrap-servers",
                        cluster.kafka().bootstrapServers(),
                        "--rate",
                        String.valueOf(rate))));
    }
}
