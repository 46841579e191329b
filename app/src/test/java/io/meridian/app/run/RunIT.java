package io.meridian.app.run;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as its users run it, with a real broker and registry. */
class RunIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int READINGS = 5_000;

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static @Nullable LocalCluster shared;

    private final Path directory;
    private final LocalCluster cluster = requireNonNull(shared, "shared");
    private final Children children = new Children();
    private final String topics = "run-" + TESTS.incrementAndGet();
    private final int port = FreePorts.find();
    private final HttpClient http = HttpClient.newHttpClient();

    RunIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void startCluster(@TempDir Path directory) {
        shared = LocalCluster.start(LocalHome.ofThisJvm(), directory);
    }

    @AfterAll
    static void stopCluster() {
        requireNonNull(shared, "shared").close();
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void shouldCountEveryReadingAnswerForItStopCleanlyAndCarryOn() throws Exception {
        ChildProcess run = run("first", cluster.kafka().bootstrapServers(), "topics.create=true");
        await().atMost(LONG).until(() -> status("/ready") == 200);
        assertThat(status("/live")).isEqualTo(200);
        assertThat(status("/startup")).isEqualTo(200);
        assertThat(get("/topology").body()).startsWith("Topologies:");
        assertThat(counted()).isZero();

        ChildProcess produce = meridian(
                "produce",
                "produce",
                "--topic",
                topics + ".raw",
                "--bootstrap-servers",
                cluster.kafka().bootstrapServers(),
                "--rate",
                "5000",
                "--count",
                "" + READINGS,
                "--invalid-share",
                "0",
                "--metrics",
                "cpu_load,temperature");
        assertThat(produce.awaitExit(LONG)).isTrue();
        assertThat(produce.exitCode()).as(last(produce)).hasValue(0);

        await().atMost(LONG).untilAsserted(() -> assertThat(counted()).isEqualTo(READINGS));
        assertThat(rows("/v1/regions").findValuesAsText("region")).containsExactly("unassigned");
        assertThat(rows("/v1/aggregates/latest").findValuesAsText("metric"))
                .containsExactlyInAnyOrder("cpu_load", "temperature");
        assertThat(status("/v1/aggregates?metric=nothing")).isEqualTo(404);

        long before = System.nanoTime();
        assertThat(run.stop(Duration.ofSeconds(10))).as(last(run)).isTrue();
        assertThat(run.exitCode()).as(last(run)).hasValue(0);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(last(run)).doesNotContain("ERROR");

        run("second", cluster.kafka().bootstrapServers(), "topics.create=false");
        await().atMost(LONG).until(() -> status("/ready") == 200);
        assertThat(counted()).isEqualTo(READINGS);
    }

    @Test
    void shouldSayInOneMessageWhatIsWrongWithTheTopics() {
        ChildProcess run = run("first", cluster.kafka().bootstrapServers(), "topics.create=false");

        assertThat(run.awaitExit(LONG)).isTrue();
        assertThat(run.exitCode()).hasValue(1);
        assertThat(last(run))
                .contains(
                        "meridian run: topics are not as expected:",
                        "- " + topics + ".raw: does not exist",
                        "- " + topics + ".dlq: does not exist",
                        "- " + topics + ".aggregates: does not exist",
                        "- " + topics + ".final: does not exist");
    }

    @Test
    void shouldNameTheBrokerThatDoesNotAnswer() {
        String nobody = "127.0.0.1:" + FreePorts.find();
        ChildProcess run = run("first", nobody, "topics.create=true");

        await().atMost(LONG).until(() -> status("/live") == 200 && status("/ready") == 503);
        assertThat(run.awaitExit(LONG)).isTrue();
        assertThat(run.exitCode()).hasValue(1);
        assertThat(last(run)).contains("no Kafka broker answers at " + nobody);
    }

    private ChildProcess run(String name, String bootstrapServers, String setting) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        List.of(
                        "kafka.bootstrap.servers=" + bootstrapServers,
                        "schema.registry.url=" + cluster.registry().url(),
                        "rest.listener=http://127.0.0.1:" + port,
                        "state.dir=" + directory.resolve("state"),
                        "application.id=" + topics,
                        "topic.raw=" + topics + ".raw",
                        "topic.dlq=" + topics + ".dlq",
                        "topic.aggregates=" + topics + ".aggregates",
                        "topic.final=" + topics + ".final",
                        setting)
                .forEach(one -> arguments.addAll(List.of("--set", one)));
        return meridian(name, arguments.toArray(String[]::new));
    }

    private ChildProcess meridian(String name, String... arguments) {
        return children.start(Command.java(
                name,
                directory.resolve(name + ".log"),
                List.of("-Xmx384m"),
                System.getProperty("java.class.path"),
                "io.meridian.app.Main",
                List.of(arguments)));
    }

    private static String last(ChildProcess process) {
        return String.join("\n", process.lastLines(60));
    }

    /** Readings in all windows, page by page. */
    private long counted() throws IOException, InterruptedException {
        List<Long> counts = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json("/v1/aggregates?limit=1" + cursor);
            page.get("rows").forEach(row -> counts.add(row.get("count").asLong()));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asText();
        } while (!cursor.isEmpty());
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private JsonNode rows(String path) throws IOException, InterruptedException {
        return json(path).get("rows");
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
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
