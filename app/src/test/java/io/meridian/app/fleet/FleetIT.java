package io.meridian.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.local.ChildProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is asked answers for all, and says when it cannot. */
class FleetIT {
    private static final int READINGS = 20_000;
    private static final List<String> PATHS = List.of(
            "/v1/regions",
            "/v1/aggregates?limit=1000",
            "/v1/aggregates?metric=humidity&limit=5",
            "/v1/aggregates/latest",
            "/v1/aggregates/latest?region=unassigned&metric=voltage",
            "/v1/rollup?step=1h",
            "/v1/rollup?step=1h&by=none",
            "/v1/rollup?step=5m&by=metric");

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
            ChildProcess load = trio.produce(4_000, READINGS);
            waiting(trio).until(() -> complete(trio, 0));
            assertThat(load.awaitExit(Duration.ofMinutes(1))).isTrue();
            waiting(trio).untilAsserted(() -> assertThat(counted(trio, 0)).isEqualTo(READINGS));
            waiting(trio).untilAsserted(() -> assertThat(settled(trio)).isTrue());

            for (String path : PATHS) {
                String first = trio.get(0, path).body();
                assertThat(first).as(path).contains("\"complete\":true");
                assertThat(trio.get(1, path).body()).as(path).isEqualTo(first);
                assertThat(trio.get(2, path).body()).as(path).isEqualTo(first);
            }
            JsonNode instances = Trio.json(trio.get(1, "/v1/instances"));
            assertThat(instances.get("rows")).hasSize(3);
            assertThat(instances.get("rows").findValuesAsText("instance")).containsExactlyInAnyOrder("i0", "i1", "i2");
            assertThat(trio.get(0, "/metrics").body())
                    .contains("meridian_rest_requests_seconds_bucket", "kafka_stream");

            surviveACrash(trio);
        }
    }

    private static void surviveACrash(Trio trio) throws Exception {
        Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
        AtomicInteger told = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            for (int caller = 0; caller < 16; caller++) {
                int own = caller;
                var unused = callers.submit(() -> {
                    for (int i = own; !over.get(); i++) {
                        ask(trio, i % 2, PATHS.get(i % PATHS.size()), statuses, told);
                    }
                });
            }
            trio.kill(2);
            waiting(trio).until(() -> told.get() > 0);
            waiting(trio).until(() -> complete(trio, 0) && complete(trio, 1));
            waiting(trio).untilAsserted(() -> {
                assertThat(counted(trio, 0)).isEqualTo(READINGS);
                assertThat(counted(trio, 1)).isEqualTo(READINGS);
            });
        } finally {
            over.set(true);
            callers.shutdown();
            assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        System.out.println(
                "through the crash: " + new TreeMap<>(statuses) + ", " + told + " told what was missing or old");
        assertThat(statuses.keySet()).isSubsetOf(200, 404, 503);
        assertThat(statuses.getOrDefault(200, new AtomicInteger()).get()).isGreaterThan(100);
    }

    private static void ask(
            Trio trio, int instance, String path, Map<Integer, AtomicInteger> statuses, AtomicInteger told) {
        try {
            HttpResponse<String> response = trio.get(instance, path);
            statuses.computeIfAbsent(response.statusCode(), code -> new AtomicInteger())
                    .incrementAndGet();
            if (response.body().contains("\"complete\":false")
                    || response.body().contains("\"staleness\"")) {
                told.incrementAndGet();
            }
        } catch (IOException e) {
            statuses.computeIfAbsent(-1, code -> new AtomicInteger()).incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
