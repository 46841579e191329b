package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.avro.AvroDeserializer;
import io.meridian.avro.RegionAggregate;
import io.meridian.local.Children;
import io.meridian.local.ConnectSettings;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalConnect;
import io.meridian.local.LocalHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that change while readings come: a real Connect worker, two instances, and a replay of everything. */
class SettingsInTimeIT {
    private static final String APPLICATION = "settings-in-time";
    private static final String REPLAY = "settings-replayed";
    private static final int PARTITIONS = 2;
    private static final String SOURCE = "local_config";
    private static final String STRING_CONVERTER = "org.apache.kafka.connect.storage.StringConverter";

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Children children = new Children();
    private LocalCluster cluster;
    private Fleet fleet;
    private SteadyReadings readings;
    private Path configs;

    @BeforeEach
    void start() throws Exception {
        cluster = LocalCluster.start(LocalHome.ofThisJvm(), directory.resolve("cluster"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            TrialTopics.create(admin, APPLICATION, PARTITIONS);
            TrialTopics.create(admin, REPLAY, PARTITIONS);
        }
        configs = Files.createDirectory(directory.resolve("configs-of-connect"));
        save("regions: {us: [d-0000..d-0009], eu: [d-0010..d-0019]}\n");
        startConnect();
        fleet = fleet(APPLICATION);
        fleet.start("one");
        fleet.start("two");
        readings = new SteadyReadings(kafka(), APPLICATION + ".raw", PARTITIONS);
    }

    @AfterEach
    void stop() {
        readings.close();
        fleet.close();
        children.close();
        cluster.close();
    }

    @Test
    void shouldCountADeviceInItsNewRegionFromTheTimeOnThatTheSettingsSay() throws Exception {
        awaiting("both instances judging by the topic").untilAsserted(() -> {
            assertThat(configs())
                    .hasSize(2)
                    .allMatch(row -> row.path("from_topic").asBoolean());
        });
        readings.start();
        awaiting("the first windows").until(() -> !finals(APPLICATION).isEmpty());

        save("regions: {us: [d-0000..d-0002, d-0004..d-0009], eu: [d-0003, d-0010..d-0019]}\n");
        awaitActive(2);
        save("regions: {us: [d-0000..d-0009], eu: [d-0005..d-0019]}\n");
        awaiting("the refusal told by both instances")
                .untilAsserted(() -> assertThat(configs())
                        .hasSize(2)
                        .allSatisfy(row -> assertThat(row.path("last_refusal")
                                        .path("problems")
                                        .toString())
                                .contains("regions.yaml", "\"line\":1", "regions.eu")));
        sendHostileEvents();
        save("regions: {us: [d-0000..d-0009], eu: [d-0010..d-0014], apac: [d-0015..d-0019]}\n");
        awaitActive(3);
        readings.stop();

        RegionsInTime expected = RegionsInTime.of(cluster, APPLICATION + ".config", readings.sent());
        assertThat(expected.generations()).hasSize(3);
        awaiting("every reading counted where the settings of its time say " + fleet.lastLines())
                .untilAsserted(() -> assertThat(finals(APPLICATION)).isEqualTo(expected.counts()));
        assertThat(deadLetters(APPLICATION)).isZero();

        try (Fleet again =
                fleet(REPLAY).with("topic.raw", APPLICATION + ".raw").with("topic.config", APPLICATION + ".config")) {
            again.start("three");
            awaiting("the same in a replay")
                    .untilAsserted(() -> assertThat(finals(REPLAY)).isEqualTo(expected.counts()));
            assertThat(deadLetters(REPLAY)).isZero();
        }
    }

    private void sendHostileEvents() throws Exception {
        long refused = refused();
        List<byte[]> hostile = HostileEvents.all();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] event : hostile) {
                ProducerRecord<byte[], byte[]> told =
                        new ProducerRecord<>(APPLICATION + ".config", SOURCE.getBytes(UTF_8), event);
                told.headers().add(RegionsInTime.HOSTILE, new byte[0]);
                producer.send(told).get();
            }
        }
        awaiting("all of them refused").until(() -> refused() == refused + hostile.size());
        assertThat(post("/v1/cache/refresh", "{\"source\":\"local_config\"}")
                        .path("rows")
                        .findValuesAsText("reading_again"))
                .containsExactly("true", "true");
        awaiting("the same after reading it all again").until(() -> refused() == refused + hostile.size());
    }

    /** By the instance that knows of fewer. */
    private long refused() throws Exception {
        return configs().stream()
                .mapToLong(row -> row.path("refused").asLong())
                .min()
                .orElseThrow();
    }

    /** Waits until so many generations have come into force on both instances, and readings have been judged by the last. */
    private void awaitActive(int generations) {
        awaiting(generations + " generations in force").untilAsserted(() -> {
            List<Long> active = configs().stream()
                    .map(row -> row.path("active").path("generation").asLong())
                    .toList();
            RegionsInTime known = RegionsInTime.of(cluster, APPLICATION + ".config", List.of());
            assertThat(known.generations()).hasSize(generations);
            assertThat(active).containsExactly(known.newest(), known.newest());
        });
        int sent = readings.sent().size();
        awaiting("readings after it").until(() -> readings.sent().size() > sent + 200);
    }

    private List<JsonNode> configs() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fleet.restUrl("one") + "/v1/config"))
                .build();
        JsonNode list = new ObjectMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
        return List.of(new ObjectMapper().convertValue(list.path("rows"), JsonNode[].class));
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fleet.restUrl("two") + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return new ObjectMapper().readTree(response.body());
    }

    /** How many readings each closed window has, as its last revision says. */
    private Map<Oracle.Window, Long> finals(String application) {
        Map<Oracle.Window, Long> counts = new TreeMap<>(RegionsInTime.ORDER);
        try (AvroDeserializer<RegionAggregate> rows = new AvroDeserializer<>();
                CommittedOutput output = new CommittedOutput(kafka(), application + ".aggregates.final")) {
            rows.configure(
                    Map.of("schema.registry.url", cluster.registry().url().toString()), false);
            output.records().stream()
                    .map(record -> requireNonNull(rows.deserialize("any", record.value())))
                    .forEach(row -> counts.put(
                            new Oracle.Window(
                                    row.getRegion(),
                                    row.getMetric(),
                                    row.getWindowStart().toEpochMilli()),
                            row.getCount()));
        }
        return counts;
    }

    private int deadLetters(String application) {
        try (CommittedOutput output = new CommittedOutput(kafka(), application + ".raw.dlq")) {
            return output.records().size();
        }
    }

    /** As editors save: another file takes the name. */
    private void save(String yaml) throws IOException {
        Path written = Files.writeString(configs.resolve(".regions.yaml.new"), yaml);
        Files.move(written, configs.resolve("regions.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private Fleet fleet(String application) throws IOException {
        return new Fleet(
                        kafka(),
                        cluster.registry().url().toString(),
                        Files.createDirectories(directory.resolve(application)),
                        application,
                        "exactly_once_v2")
                .with("window.size", RegionsInTime.WINDOW + "ms")
                .with("window.grace", "1s");
    }

    private void startConnect() {
        String plugins = requireNonNull(System.getProperty("meridian.plugin.path"), "meridian.plugin.path");
        LocalConnect worker = LocalConnect.standalone(
                children,
                LocalHome.ofThisJvm(),
                directory,
                new ConnectSettings(kafka(), FreePorts.find(), Path.of(plugins)),
                List.of(),
                List.of(Map.of(
                        "name",
                        "config-dir",
                        "connector.class",
                        "io.meridian.connect.source.ConfigDirSourceConnector",
                        "config.dir",
                        configs.toString(),
                        "topic",
                        APPLICATION + ".config",
                        "key.converter",
                        STRING_CONVERTER,
                        "value.converter",
                        STRING_CONVERTER)));
        worker.awaitReady(LocalConnect.START_TIMEOUT);
    }

    private String kafka() {
        return cluster.kafka().bootstrapServers();
    }

    private static ConditionFactory awaiting(String what) {
        return await(what)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions();
    }
}
