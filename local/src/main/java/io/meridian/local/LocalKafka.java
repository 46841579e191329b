package io.meridian.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * One Kafka broker, which is its own KRaft controller, on loopback. Its data stays in {@code kafka/} under the directory
 * given and is found again there, on whatever ports.
 */
public final class LocalKafka {
    /** How long a start may take, on a machine that does much else. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private static final String LOGGING = "-Dlog4j2.configurationFile=io/meridian/local/broker-log4j2.xml";
    private static final Duration FORMAT_TIMEOUT = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final int port;

    private LocalKafka(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a broker, but does not wait for it: see {@link #awaitReady}. The first start in a directory formats it.
     *
     * @param children whom it ends with
     * @param directory gets {@code kafka/} and {@code logs/}; its path has no comma
     * @param port a free port, for clients
     * @throws ChildFailedException if the directory cannot be formatted
     */
    public static LocalKafka start(Children children, LocalHome home, Path directory, int port) {
        return start(children, home, directory, port, BrokerSecurity.none());
    }

    /**
     * The same with listeners that ask who calls, beside the plain one. Users are made by the first start in a directory.
     *
     * @throws ChildFailedException if the directory cannot be formatted
     */
    public static LocalKafka start(
            Children children, LocalHome home, Path directory, int port, BrokerSecurity security) {
        Path settings = settingsIn(directory);
        BrokerSettings.write(settings, dataIn(directory), port, FreePorts.find(), security);
        List<String> format =
                new ArrayList<>(List.of("format", "-t", newClusterId(), "-c", settings.toString(), "--standalone"));
        security.passwords().forEach((user, password) -> format.addAll(BrokerSecurity.scram(user, password)));
        return start(children, home, directory, format, "-Xmx512m", port);
    }

    /**
     * Starts one broker of several, but does not wait for it. All need to start before one is ready.
     *
     * @param directory gets {@code kafka/} and {@code logs/}; each broker needs its own
     * @param clusterId the same for all, of {@link #newClusterId()}
     * @throws ChildFailedException if the directory cannot be formatted
     */
    public static LocalKafka start(
            Children children, LocalHome home, Path directory, ClusterMember member, String clusterId) {
        Path settings = settingsIn(directory);
        BrokerSettings.write(settings, dataIn(directory), member);
        List<String> format = List.of("format", "-t", clusterId, "-c", settings.toString());
        return start(children, home, directory, format, "-Xmx384m", member.port());
    }

    private static LocalKafka start(
            Children children, LocalHome home, Path directory, List<String> format, String heap, int port) {
        Path logs = directory.resolve("logs");
        if (!Files.exists(dataIn(directory).resolve("meta.properties"))) {
            format(children.start(Command.java(
                    "broker-format",
                    logs.resolve("broker-format.log"),
                    List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", LOGGING),
                    home.kafkaClassPath(),
                    "kafka.tools.StorageTool",
                    format)));
        }
        return new LocalKafka(
                children.start(Command.java(
                        "broker",
                        logs.resolve("broker.log"),
                        List.of(heap, LOGGING),
                        home.kafkaClassPath(),
                        "kafka.Kafka",
                        List.of(settingsIn(directory).toString()))),
                port);
    }

    private static Path settingsIn(Path directory) {
        Path own = directory.toAbsolutePath().resolve("kafka");
        createDirectory(own);
        return own.resolve("broker.properties");
    }

    private static Path dataIn(Path directory) {
        Path data = directory.toAbsolutePath().resolve("kafka").resolve("data");
        if (data.toString().contains(",")) {
            throw new IllegalArgumentException("Kafka takes a comma for the end of a directory's name: " + data);
        }
        return data;
    }

    /**
     * Waits until it takes work.
     *
     * @throws ChildFailedException if it ends, or the time is over
     */
    public void awaitReady(Duration timeout) {
        Readiness.await(process, () -> MetadataProbe.listsABroker(port), timeout);
    }

    /** Where clients find it, as in {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The process that it runs in. */
    public ChildProcess process() {
        return process;
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
    }

    private static void format(ChildProcess tool) {
        if (!tool.awaitExit(FORMAT_TIMEOUT)) {
            throw ChildFailedException.notReady(tool, FORMAT_TIMEOUT.toSeconds());
        }
        if (tool.exitCode().orElseThrow() != 0) {
            throw ChildFailedException.ended(tool);
        }
    }

    /** A random id in Kafka's own spelling, 22 characters of base64. */
    public static String newClusterId() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        // The tool would take it for an option.
        return id.startsWith("-") ? newClusterId() : id;
    }
}
