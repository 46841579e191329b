package io.meridian.app.interop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Confluent's own client for JavaScript at both ends: it registers a schema and produces Avro readings, Meridian counts them, and it
 * reads from the topic of aggregates what REST says too.
 */
class JavaScriptClientIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int READINGS = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Children children = new Children();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.find();

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void shouldBeReadAndWrittenByJavaScript(@TempDir Path directory) throws Exception {
        NodeProject javaScript = NodeProject.ready(children, directory);
        Path readings = directory.resolve("readings.json");
        Files.writeString(readings, readings());
        Path rows = directory.resolve("rows.json");
        try (LocalCluster cluster = LocalCluster.start(LocalHome.ofThisJvm(), directory)) {
            String broker = cluster.kafka().bootstrapServers();
            String registry = cluster.registry().url().toString();
            ChildProcess meridian = meridian(directory, broker, registry);
            await().atMost(PATIENCE).until(() -> status("/ready") == 200);

            Path schema = Path.of("../schemas/src/main/avro/Reading.avsc");
            javaScript.run("produce.js", broker, registry, "telemetry.raw", schema.toString(), readings.toString());
            javaScript.run(
                    "consume.js",
                    broker,
                    registry,
                    "telemetry.aggregates",
                    Integer.toString(READINGS),
                    rows.toString());

            assertThat(byKey(JSON.readTree(Files.readString(rows)))).isEqualTo(byKeyOfRest());
            meridian.stop(PATIENCE);
        }
    }

    private static String readings() throws IOException {
        List<Map<String, Object>> readings = new ArrayList<>();
        long start = Instant.now().toEpochMilli();
        for (int i = 0; i < READINGS; i++) {
            readings.add(Map.of(
                    "device_id",
                    "d-%04d".formatted(i % 50),
                    "metric",
                    i % 2 == 0 ? "cpu_load" : "temperature",
                    "value",
                    i * 25 % 10_000 / 100.0,
                    "timestamp",
                    start - i));
        }
        return JSON.writeValueAsString(readings);
    }

    /** What the two have to agree on, in the words of REST. */
    private static Map<String, List<Object>> byKey(JsonNode rows) {
        Map<String, List<Object>> byKey = new TreeMap<>();
        for (JsonNode row : rows) {
            JsonNode key = row.get("key");
            JsonNode value = row.get("value");
            assertThat(value.get("region")).isEqualTo(key.get("region"));
            assertThat(value.get("metric")).isEqualTo(key.get("metric"));
            assertThat(value.get("window_start")).isEqualTo(key.get("window_start"));
            byKey.put(
                    key.get("region").asText() + " " + key.get("metric").asText() + " "
                            + Instant.ofEpochMilli(key.get("window_start").asLong()),
                    figures(
                            value,
                            Instant.ofEpochMilli(value.get("window_end").asLong())
                                    .toString()));
        }
        return byKey;
    }

    private Map<String, List<Object>> byKeyOfRest() throws IOException, InterruptedException {
        Map<String, List<Object>> byKey = new TreeMap<>();
        for (JsonNode row :
                JSON.readTree(get("/v1/aggregates?limit=1000").body()).get("rows")) {
            byKey.put(
                    row.get("region").asText() + " " + row.get("metric").asText() + " "
                            + row.get("window").get("start").asText(),
                    figures(row, row.get("window").get("end").asText()));
        }
        assertThat(byKey).isNotEmpty();
        return byKey;
    }

    private static List<Object> figures(JsonNode row, String end) {
        List<Object> figures = new ArrayList<>(List.of(end, row.get("status").asText()));
        for (String name : List.of("revision", "count", "devices", "config_generation")) {
            figures.add(requireNonNull(row.get(name), name).asLong());
        }
        for (String name : List.of("sum", "min", "max", "mean", "stddev", "p50", "p90", "p99")) {
            figures.add(requireNonNull(row.get(name), name).asDouble());
        }
        return figures;
    }

    private ChildProcess meridian(Path directory, String broker, String registry) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        List.of(
                        "kafka.bootstrap.servers=" + broker,
                        "schema.registry.url=" + registry,
                        "rest.listener=http://127.0.0.1:" + port,
                        "state.dir=" + directory.resolve("state"),
                        "topics.create=true")
                .forEach(one -> arguments.addAll(List.of("--set", one)));
        return children.start(Command.java(
                "meridian",
                directory.resolve("meridian.log"),
                List.of("-Xmx384m"),
                System.getProperty("java.class.path"),
                "io.meridian.app.Main",
                arguments));
    }

    /** The status code; 0 while nobody listens. */
    private int status(String path) throws InterruptedException {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
