package io.meridian.chaos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.ConnectSettings;
import io.meridian.local.FreePorts;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A distributed Connect worker that tells the instances of settings that change, and whether they have heard. */
final class Refreshes {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";

    private final Children children;
    private final Path directory;
    private final Regions regions;
    private final ConnectSettings settings;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> newest = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private LocalConnect worker;
    private int saved;

    /** @param regions what each that is saved begins with */
    Refreshes(Children children, Path directory, Regions regions, String bootstrapServers) throws IOException {
        this.children = children;
        this.regions = regions;
        this.directory = Files.createDirectories(directory);
        this.settings = new ConnectSettings(
                bootstrapServers,
                FreePorts.find(),
                Path.of(requireNonNull(System.getProperty("meridian.plugin.path"), "meridian.plugin.path")));
        Files.createDirectories(folder());
        save();
        worker = launch();
        await("a connector that watches the settings")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(this::putConnector);
    }

    private Path folder() {
        return directory.resolve("settings");
    }

    private LocalConnect launch() {
        return LocalConnect.distributed(children, LocalHome.ofThisJvm(), directory, settings, Brokers.COUNT, List.of());
    }

    private boolean putConnector() throws IOException, InterruptedException {
        Map<String, String> connector = Map.of(
                "connector.class",
                "io.meridian.connect.source.ConfigDirSourceConnector",
                "config.dir",
                folder().toString(),
                "topic",
                Stage.topic("config"),
                "key.converter",
                STRING,
                "value.converter",
                STRING);
        HttpRequest request = HttpRequest.newBuilder(worker.url().resolve("/connectors/config-dir/config"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(new ObjectMapper().writeValueAsString(connector)))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
    }

    ChildProcess process() {
        return worker.process();
    }

    /** Starts the worker that has ended again. */
    void restart() {
        worker = launch();
    }

    /**
     * As editors save: another file takes the name. The first holds for all time before it too, so for the load's, and is what
     * the oracle has; those after it differ for readings of today alone.
     */
    void save() throws IOException {
        String spare = saved == 0 ? "" : "  spare-" + saved + ": [d-9999]\n";
        String yaml = regions.yaml() + spare;
        saved++;
        Path written = Files.writeString(directory.resolve("regions.new"), yaml);
        Files.move(written, folder().resolve("regions.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits until all instances judge by settings newer than before, the same on each. */
    void awaitReached(RestWatch rest, URI asked, int instances) {
        Map<String, Long> before = Map.copyOf(newest);
        await("settings " + saved + " reaching each instance")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    Map<String, Long> now = generations(rest, asked);
                    assertThat(now).hasSize(instances);
                    assertThat(now.values().stream().distinct()).hasSize(1);
                    now.forEach((instance, generation) ->
                            assertThat(generation).isGreaterThan(before.getOrDefault(instance, 0L)));
                });
    }

    private Map<String, Long> generations(RestWatch rest, URI asked) throws IOException, InterruptedException {
        JsonNode answer =
                new ObjectMapper().readTree(rest.get(asked, "/v1/config").body());
        Map<String, Long> now = new HashMap<>();
        for (JsonNode row : answer.path("rows")) {
            if (row.path("from_topic").asBoolean()) {
                now.put(
                        row.path("instance").asText(),
                        row.path("active").path("generation").asLong());
            }
        }
        // Kept, because whoever waits takes no notice of what is wrong for a moment.
        wentBack(newest, now).ifPresent(wrong::add);
        newest.putAll(now);
        return now;
    }

    /** Which instance went back to older settings, if one did. */
    static Optional<String> wentBack(Map<String, Long> before, Map<String, Long> now) {
        return now.entrySet().stream()
                .filter(entry -> entry.getValue() < before.getOrDefault(entry.getKey(), 0L))
                .findFirst()
                .map(entry -> entry.getKey() + " went back to generation " + entry.getValue());
    }

    /** Settings never went back on any instance, at any time that they were looked at. */
    void check() {
        assertThat(wrong).as("settings that went back").isEmpty();
    }

    @Override
    public String toString() {
        return saved + " settings, each reached each instance";
    }
}
