package io.meridian.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.local.ChildProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is asked answers for all, and says when it cannot. */
class FleetIT {
    private static final int READINGS = 20_000;

    /** What lies with whoever holds the state. */
    private static final List<String> LOOK_UPS = List.of(
            "/v1/regions",
            "/v1/aggregates?limit=1000",
            "/v1/aggregates?metric=humidity&limit=5",
            "/v1/aggregates?region=unassigned&metric=current&from=2025-01-01T00:00:00Z&status=FINAL&threshold=1",
            "/v1/aggregates/latest",
            "/v1/aggregates/latest?threshold=40&status=FINAL",
            "/v1/aggregates/latest?region=unassigned&metric=voltage",
            "/v1/rollup?step=1h",
            "/v1/rollup?step=1h&by=none",
            "/v1/rollup?step=5m&by=metric",
            "/v1/rollup?step=5m&by=region&metric=pressure");

    /** What each has alike, and what all refuse alike. */
    private static final List<String> ALIKE = List.of(
            "/live",
            "/ready",
            "/startup",
            "/topology",
            "/openapi.yaml",
            "/docs",
            "/v1/aggregates?region=nowhere",
            "/v1/aggregates/latest?metric=nothing",
            "/v1/rollup?region=nowhere&metric=nothing",
            "/v1/rollup?by=day",
            "/v1/aggregates?limit=0",
            "/v1/stream?region=",
            "/v1/nothing");

    @TempDir
    Path directory;

    @Test
    void shouldAnswerAlikeAndStayHonestThroughACrash() throws Exception {
        try (Trio trio = new Trio(directory)) {
            for (int instance = 0; instance < 3; instance++) {
                trio.start(instance);
            }
            waiting(trio)
                    .until(() -> trio.status(0, "/ready") + trio.status(1, "/ready") + trio.status(2, "/ready") == 600);
            List<List<String>> events = follow(trio);
            ChildProcess load = trio.produce(4_000, READINGS);
            waiting(trio).until(() -> complete(trio, 0));
            assertThat(load.awaitExit(Duration.ofMinutes(1))).isTrue();
            waiting(trio).untilAsserted(() -> assertThat(counted(trio, 0)).isEqualTo(READINGS));
            waiting(trio).untilAsserted(() -> assertThat(settled(trio)).isTrue());

            Map<String, String> truth = answersAlike(trio);
            toldAlike(trio, events);
            surviveACrash(trio, truth);
        }
    }

    private static List<List<String>> follow(Trio trio) {
        List<List<String>> events = new ArrayList<>();
        for (int instance = 0; instance < 3; instance++) {
            List<String> lines = new CopyOnWriteArrayList<>();
            trio.follow(instance, lines);
            events.add(lines);
        }
        // The first heartbeat says that it is heard.
        waiting(trio).until(() -> events.stream().noneMatch(List::isEmpty));
        return events;
    }

    /** What each answers is what the first answers; returns that of the look-ups. */
    private static Map<String, String> answersAlike(Trio trio) throws Exception {
        Map<String, String> truth = new TreeMap<>();
        for (String path : LOOK_UPS) {
            String first = trio.get(0, path).body();
            assertThat(first).as(path).contains("\"complete\":true").doesNotContain("\"staleness\"");
            assertThat(trio.get(1, path).body()).as(path).isEqualTo(first);
            assertThat(trio.get(2, path).body()).as(path).isEqualTo(first);
            truth.put(path, first);
        }
        for (String path : ALIKE) {
            HttpResponse<String> first = trio.get(0, path);
            for (int other = 1; other < 3; other++) {
                HttpResponse<String> response = trio.get(other, path);
                assertThat(response.statusCode()).as(path).isEqualTo(first.statusCode());
                assertThat(response.body()).as(path).isEqualTo(first.body());
            }
        }
        for (int instance = 0; instance < 3; instance++) {
            JsonNode instances = Trio.json(trio.get(instance, "/v1/instances"));
            assertThat(instances.get("complete").asBoolean()).isTrue();
            assertThat(instances.get("rows").findValuesAsText("instance")).containsExactlyInAnyOrder("i0", "i1", "i2");
            assertThat(pages(trio, instance)).isEqualTo(pages(trio, 0));
            assertThat(trio.get(instance, "/metrics").body())
                    .contains("meridian_rest_requests_seconds_bucket{", "route=\"/v1/rollup\"", "kafka_stream");
        }
        return truth;
    }

    /** All windows, in pages of seven. */
    private static List<JsonNode> pages(Trio trio, int instance) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Trio.json(trio.get(instance, "/v1/aggregates?limit=7" + cursor));
            page.get("rows").forEach(rows::add);
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asText();
        } while (!cursor.isEmpty());
        return rows;
    }

    /** The readers of each have been told the same changes, each once. */
    private static void toldAlike(Trio trio, List<List<String>> events) {
        waiting(trio).untilAsserted(() -> {
            List<String> first = changes(events.get(0));
            assertThat(first).isNotEmpty().doesNotHaveDuplicates();
            assertThat(changes(events.get(1))).isEqualTo(first);
            assertThat(changes(events.get(2))).isEqualTo(first);
        });
    }

    private static List<String> changes(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("data: ")).sorted().toList();
    }

    private static void surviveACrash(Trio trio, Map<String, String> truth) throws Exception {
        Queries queries = new Queries(List.of(trio.url(0), trio.url(1)), truth);
        try (queries) {
            waiting(trio).until(() -> queries.of("whole") > 1_000);
            trio.kill(2);
            waiting(trio).until(() -> queries.of("stale") + queries.of("missing") > 0);
            waiting(trio).until(() -> complete(trio, 0) && complete(trio, 1));
            int whole = queries.of("whole");
            waiting(trio).until(() -> queries.of("whole") > whole + 1_000);
        }
        System.out.println("through the crash: " + queries);
        assertThat(queries.wrong()).as(queries.toString()).isEmpty();
        assertThat(queries.statuses().keySet()).isSubsetOf(200, 503);
        for (String path : LOOK_UPS) {
            assertThat(trio.get(0, path).body()).as(path).isEqualTo(truth.get(path));
            assertThat(trio.get(1, path).body()).as(path).isEqualTo(truth.get(path));
        }
    }

    /** Whether all windows have closed, so that nothing changes any more. */
    private static boolean settled(Trio trio) throws Exception {
        return Trio.json(trio.get(0, "/v1/aggregates?status=OPEN")).get("rows").isEmpty();
    }

    private static boolean complete(Trio trio, int instance) throws Exception {
        HttpResponse<String> response = trio.get(instance, "/v1/regions");
        return response.statusCode() == 200
                && Trio.json(response).get("complete").asBoolean()
                && !Trio.json(response).has("staleness");
    }

    /** All readings in all windows, as one row. */
    private static long counted(Trio trio, int instance) throws Exception {
        HttpResponse<String> response = trio.get(instance, "/v1/rollup?step=24h&by=none");
        long counted = 0;
        if (response.statusCode() == 200) {
            for (JsonNode row : Trio.json(response).get("rows")) {
                counted += row.get("count").asLong();
            }
        }
        return counted;
    }

    private static ConditionFactory waiting(Trio trio) {
        return await(trio.lastLines())
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions();
    }
}
