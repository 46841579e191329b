package io.meridian.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One worker of Kafka Connect on loopback. */
public final class LocalConnect {
    /** How long a start may take, on a machine that does much else. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private static final String NAME = "connect";

    private final ChildProcess process;
    private final URI url;

    private LocalConnect(ChildProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a worker that is alone, but does not wait for it: see {@link #awaitReady}. Its offsets stay in {@code connect/}
     * under the directory given, and go with the data of one broker.
     *
     * @param children whom it ends with
     * @param directory gets {@code connect/} and {@code logs/}
     * @param jvmOptions further options of its JVM
     * @param connectors the settings of each connector, {@code name} among them
     */
    public static LocalConnect standalone(
            Children children,
            LocalHome home,
            Path directory,
            ConnectSettings settings,
            List<String> jvmOptions,
            List<Map<String, String>> connectors) {
        Path own = own(directory);
        List<String> files = new ArrayList<>();
        files.add(write(own.resolve("worker.properties"), settings.standalone(own.resolve("offsets"))));
        for (Map<String, String> connector : connectors) {
            files.add(write(own.resolve(connector.get("name") + ".properties"), connector));
        }
        String mainClass = "org.apache.kafka.connect.cli.ConnectStandalone";
        return start(children, home, directory, settings, jvmOptions, mainClass, files);
    }

    /**
     * Starts one of a group of workers, but does not wait for it. All that such workers keep is in topics of the broker;
     * connectors are given to them by REST.
     *
     * @param directory gets {@code connect/} and {@code logs/}; each worker needs its own
     */
    public static LocalConnect distributed(
            Children children, LocalHome home, Path directory, ConnectSettings settings, List<String> jvmOptions) {
        return distributed(children, home, directory, settings, 1, jvmOptions);
    }

    /** The same, with topics that are kept on so many brokers. */
    public static LocalConnect distributed(
            Children children,
            LocalHome home,
            Path directory,
            ConnectSettings settings,
            int replicas,
            List<String> jvmOptions) {
        List<String> files =
                List.of(write(own(directory).resolve("worker.properties"), settings.distributed(replicas)));
        String mainClass = "org.apache.kafka.connect.cli.ConnectDistributed";
        return start(children, home, directory, settings, jvmOptions, mainClass, files);
    }

    private static LocalConnect start(
            Children children,
            LocalHome home,
            Path directory,
            ConnectSettings settings,
            List<String> jvmOptions,
            String mainClass,
            List<String> files) {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=io/meridian/local/connect-log4j2.xml"));
        options.addAll(jvmOptions);
        ChildProcess process = children.start(Command.java(
                NAME,
                directory.resolve("logs").resolve(NAME + ".log"),
                options,
                home.kafkaClassPath(),
                mainClass,
                files));
        return new LocalConnect(process, URI.create("http://127.0.0.1:" + settings.port()));
    }

    /**
     * Waits until it takes work.
     *
     * @throws ChildFailedException if it ends, or the time is over
     */
    public void awaitReady(Duration timeout) {
        Readiness.await(process, Readiness.answersOk(url.resolve("/health")), timeout);
    }

    /** Its REST. */
    public URI url() {
        return url;
    }

    /** The process that it runs in. */
    public ChildProcess process() {
        return process;
    }

    private static Path own(Path directory) {
        Path own = directory.toAbsolutePath().resolve(NAME);
        try {
            return Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + own, e);
        }
    }

    private static String write(Path file, Map<String, String> settings) {
        PropertiesFile.write(file, settings);
        return file.toString();
    }
}
