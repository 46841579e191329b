package io.meridian.app.rights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.app.config.MeridianConfig;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.ConnectSettings;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalConnect;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalRegistry;
import io.meridian.topology.TelemetryTopology;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on a secured broker, with the rights that the documents list and no others. */
class SecuredRunIT {
    private static final String SINK = "cache-refresh";
    private static final Duration LONG = Duration.ofMinutes(1);

    /** As Prometheus knows it. */
    private static final Pattern FIGURE = Pattern.compile("\\b(?:meridian|kafka)_[a-z_]+\\b");

    private static final Children CHILDREN = new Children();
    private static @Nullable SecuredKafka shared;
    private static @Nullable LocalRegistry registry;

    private final SecuredKafka kafka = requireNonNull(shared, "shared");
    private final Children children = new Children();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.find();
    private final Path directory;

    SecuredRunIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        LocalRegistry started = LocalRegistry.start(CHILDREN, LocalHome.ofThisJvm(), directory, FreePorts.find());
        shared = SecuredKafka.start(directory);
        started.awaitReady(LocalRegistry.START_TIMEOUT);
        registry = started;
    }

    @AfterAll
    static void stop() {
        requireNonNull(shared, "shared").close();
        CHILDREN.close();
    }

    @BeforeEach
    void forget() throws Exception {
        kafka.revokeAll();
    }

    @AfterEach
    void stopProgram() {
        children.close();
    }

    @Test
    void shouldDoAllItsWorkWithTheListedRightsAndNoOthers() throws Exception {
        Map<String, String> settings = settings("works");
        MeridianConfig config = MeridianConfig.of(settings);
        kafka.grant(SecuredKafka.PRINCIPAL, NeededRights.ofRun(config));
        kafka.grant(SecuredKafka.PRINCIPAL, NeededRights.ofRedrive(config));
        kafka.grant("User:" + SecuredKafka.PRODUCER, NeededRights.ofProducer(config));
        kafka.grant("User:" + SecuredKafka.CONNECT, NeededRights.ofConfigSource(config));
        kafka.grant("User:" + SecuredKafka.CONNECT, NeededRights.ofRefreshSink(config, SINK));

        ChildProcess run = run(settings);
        await().atMost(LONG).until(() -> !run.isAlive() || status("/ready") == 200);
        assertThat(run.isAlive()).as(last(run)).isTrue();
        assertThat(kafka.topics())
                .filteredOn(topic -> topic.startsWith("works-"))
                .containsExactlyInAnyOrderElementsOf(TelemetryTopology.INTERNAL_TOPICS.stream()
                        .map("works-"::concat)
                        .toList());

        startConnect(config.topics().config());
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(json("/v1/config").toString()).contains("\"active\":{\"generation\":1"));
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(kafka.committed("connect-" + SINK)).isEqualTo(1));
        produce("works.raw", "no reading");
        produce("works.raw", reading());

        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(json("/v1/aggregates").get("rows").findValuesAsText("region"))
                                .containsExactly("secured"));
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(json("/v1/dead-letters").toString()).contains("INVALID_JSON"));
        HttpResponse<String> redriven = post("/v1/dead-letters/redrive", "{\"all\":true}");
        assertThat(redriven.statusCode()).as(redriven.body()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(redriven.body()).get("sent").asInt())
                .isEqualTo(1);
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(json("/v1/dead-letters").get("rows")).hasSize(2));
        assertThat(last(run)).doesNotContain("ERROR").doesNotContainIgnoringCase("authoriz");
        shouldMeasureWhatTheRunbookLooksAt();
    }

    private void shouldMeasureWhatTheRunbookLooksAt() throws Exception {
        String figures =
                http.send(request("/metrics").build(), BodyHandlers.ofString()).body();
        List<String> named = FIGURE.matcher(Files.readString(Path.of("../docs/operations.md")))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(4)
                .allSatisfy(figure -> assertThat(figures).contains(figure));
    }

    @Test
    void shouldEndAtOnceWithTheRightThatIsMissing() throws Exception {
        shouldEndWithout("lacks", right -> right.resource() == ResourceType.GROUP);
    }

    @Test
    void shouldEndWhereItMayNotDeleteWhatItHasJustMade() throws Exception {
        shouldEndWithout("keeps", right -> right.operation() == AclOperation.DELETE);
    }

    private void shouldEndWithout(String application, Predicate<Right> missing) throws Exception {
        Map<String, String> settings = settings(application);
        List<Right> needed = NeededRights.ofRun(MeridianConfig.of(settings));
        Right left = needed.stream().filter(missing).findFirst().orElseThrow();
        kafka.grant(
                SecuredKafka.PRINCIPAL,
                needed.stream().filter(right -> !right.equals(left)).toList());

        ChildProcess run = run(settings);

        assertThat(run.awaitExit(LONG)).as(last(run)).isTrue();
        assertThat(run.exitCode()).hasValue(1);
        assertThat(run.lastLines(20))
                .contains(
                        "meridian run: Kafka does not allow all that is needed:",
                        "  - User:meridian lacks " + left.words() + ", to " + left.why() + "; grant it: "
                                + left.command(SecuredKafka.PRINCIPAL, kafka.clientServers()));
    }

    private static String reading() {
        return "{\"device_id\":\"d-0001\",\"metric\":\"cpu_load\",\"value\":42.0,\"timestamp\":\"" + Instant.now()
                + "\"}";
    }

    private void produce(String topic, String value) throws Exception {
        Map<String, Object> client = new HashMap<>(kafka.client(SecuredKafka.PRODUCER));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    /** A directory of settings as a source, and this instance as a cache to refresh. */
    private void startConnect(String topic) throws IOException {
        Path configs = Files.createDirectory(directory.resolve("configs"));
        Files.writeString(configs.resolve("regions.yaml"), "regions:\n  secured: [d-0000..d-9999]\n");
        String converter = "org.apache.kafka.connect.storage.StringConverter";
        Map<String, String> common = Map.of("key.converter", converter, "value.converter", converter);
        Map<String, String> source = new HashMap<>(common);
        source.putAll(Map.of(
                "name",
                "config-dir",
                "connector.class",
                "io.meridian.connect.source.ConfigDirSourceConnector",
                "config.dir",
                configs.toString(),
                "topic",
                topic));
        Map<String, String> sink = new HashMap<>(common);
        sink.putAll(Map.of(
                "name",
                SINK,
                "connector.class",
                "io.meridian.connect.sink.CacheRefreshSinkConnector",
                "topics",
                topic,
                "api.base.url",
                "http://127.0.0.1:" + port));
        ConnectSettings worker = new ConnectSettings(
                kafka.clientServers(),
                FreePorts.find(),
                Path.of(requireNonNull(System.getProperty("meridian.plugin.path"))),
                kafka.client(SecuredKafka.CONNECT));
        LocalConnect.standalone(children, LocalHome.ofThisJvm(), directory, worker, List.of(), List.of(source, sink))
                .awaitReady(LocalConnect.START_TIMEOUT);
    }

    private Map<String, String> settings(String application) {
        Map<String, String> settings = new HashMap<>();
        kafka.client(SecuredKafka.USER).forEach((name, value) -> settings.put("kafka." + name, value));
        settings.put("application.id", application);
        for (String topic : List.of("raw", "dlq", "aggregates", "final", "config")) {
            settings.put("topic." + topic, application + "." + topic);
        }
        settings.put("topic.redriven", application + ".redriven");
        settings.put("topics.create", "true");
        settings.put(
                "schema.registry.url",
                requireNonNull(registry, "registry").url().toString());
        settings.put("rest.listener", "http://127.0.0.1:" + port);
        settings.put("state.dir", directory.resolve(application).toString());
        return settings;
    }

    private ChildProcess run(Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = directory.resolve("meridian.properties");
        try (Writer writer = Files.newBufferedWriter(file, UTF_8)) {
            properties.store(writer, null);
        }
        return children.start(Command.java(
                "run",
                directory.resolve("run.log"),
                List.of("-Xmx384m"),
                System.getProperty("java.class.path"),
                "io.meridian.app.Main",
                List.of("run", "--config", file.toString())));
    }

    private static String last(ChildProcess process) {
        return String.join("\n", process.lastLines(60));
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(path).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The status code; 0 while nobody listens. */
    private int status(String path) throws InterruptedException {
        try {
            return http.send(request(path).build(), BodyHandlers.ofString()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }
}
