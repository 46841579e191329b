package io.meridian.deploy.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.deploy.watch.Expression;
import io.meridian.deploy.watch.Expressions;
import io.meridian.local.ChildProcess;
import io.meridian.local.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The composition, with each service as a plain process: what can be shown of it without an engine for containers. */
class ContainersIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final List<String> INSTANCES = List.of("meridian-1", "meridian-2");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Processes processes;

    ContainersIT(@TempDir Path directory) {
        processes = new Processes(directory);
    }

    @AfterEach
    void stop() {
        processes.close();
    }

    @Test
    void shouldStartInOrderFollowTheSettingsCountTheLoadAndShowAllThatIsWatched() throws Exception {
        processes.buildImage();
        ChildProcess registry = processes.registry();
        processes.kafka();
        ChildProcess connect = processes.connect();
        processes.awaitHealthy("registry", registry);
        ChildProcess first = processes.meridian("meridian-1");
        processes.awaitHealthy("meridian-1", first);
        ChildProcess second = processes.meridian("meridian-2");
        URI worker = URI.create("http://127.0.0.1:" + processes.here().port("connect:8083") + "/health");
        Readiness.await(connect, Readiness.answersOk(worker), LONG);
        processes.finish(processes.meridian("connectors"));
        processes.meridian("load");
        processes.awaitHealthy("meridian-2", second);

        for (String instance : INSTANCES) {
            await("rows of " + instance)
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(texts(json(instance, "/v1/aggregates/latest"), "region"))
                            .contains("us", "eu", "apac", "latam", "mea"));
            await("settings of " + instance)
                    .atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(generations(instance)).hasSize(2).doesNotContain("0"));
        }
        assertThat(texts(json("meridian-2", "/v1/instances"), "instance"))
                .containsExactlyInAnyOrderElementsOf(INSTANCES);
        for (String connector : List.of("config-dir", "cache-refresh")) {
            await(connector)
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(
                                    texts(json("connect:8083", "/connectors/" + connector + "/status"), "state"))
                            .containsOnly("RUNNING")
                            .hasSize(2));
        }
        // Some are there only after the first rejection, rebalance or collection of garbage.
        await("series").atMost(LONG).untilAsserted(() -> assertThat(faults()).isEmpty());

        assertThat(second.stop(Duration.ofSeconds(15))).isTrue();
        assertThat(second.exitCode()).hasValue(0);
    }

    private Set<String> faults() throws IOException, InterruptedException {
        StringBuilder metrics = new StringBuilder();
        for (String instance : INSTANCES) {
            metrics.append(get(instance + ":8080", "/metrics"));
        }
        Map<String, Set<String>> scraped = Expressions.scraped(metrics.toString());
        Set<String> faults = new TreeSet<>();
        for (Expression expression : Expressions.all()) {
            faults.addAll(expression.faults(scraped));
        }
        return faults;
    }

    private List<String> generations(String instance) throws IOException, InterruptedException {
        return texts(json(instance, "/v1/config"), "generation");
    }

    private static List<String> texts(JsonNode tree, String field) {
        return tree.findValuesAsText(field);
    }

    private JsonNode json(String service, String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(service.contains(":") ? service : service + ":8080", path));
    }

    private String get(String address, String path) throws IOException, InterruptedException {
        return http.send(request(address, path), BodyHandlers.ofString()).body();
    }

    private HttpRequest request(String address, String path) {
        URI uri = URI.create("http://127.0.0.1:" + processes.here().port(address) + path);
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    }
}
