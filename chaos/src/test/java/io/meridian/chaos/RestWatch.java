package io.meridian.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.app.exactness.Oracle;
import io.meridian.app.exactness.Oracle.Window;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the instances in turn for all windows, and keeps the highest count that each ever had in an answer. */
final class RestWatch implements AutoCloseable {
    private static final int EVERY_MILLIS = 250;
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String PATH = "/v1/aggregates?limit=1000";

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(1))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<Window, Long> highest = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final List<URI> instances;
    private int asked;

    RestWatch(List<URI> instances) {
        this.instances = instances;
        var unused = clock.scheduleWithFixedDelay(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        URI instance = instances.get(asked++ % instances.size());
        try {
            HttpResponse<String> response = get(instance, PATH);
            if (response.statusCode() != 200) {
                count("" + response.statusCode());
                return;
            }
            JsonNode answer = json.readTree(response.body());
            count(answer.path("complete").asBoolean() ? "complete" : "incomplete");
            counts(answer).forEach((window, count) -> highest.merge(window, count, Math::max));
        } catch (IOException e) {
            count("none");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(String kind) {
        answers.computeIfAbsent(kind, any -> new AtomicInteger()).incrementAndGet();
    }

    HttpResponse<String> get(URI instance, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(instance.resolve(path)).timeout(TIMEOUT).build();
        return http.send(request, BodyHandlers.ofString());
    }

    boolean isReady(URI instance) throws InterruptedException {
        try {
            return get(instance, "/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<Window, Long> counts(JsonNode answer) {
        Map<Window, Long> counts = new ConcurrentHashMap<>();
        for (JsonNode row : answer.path("rows")) {
            counts.put(window(row), row.path("count").asLong());
        }
        return counts;
    }

    private static Window window(JsonNode row) {
        return new Window(
                row.path("region").asText(),
                row.path("metric").asText(),
                Instant.parse(row.path("window").path("start").asText()).toEpochMilli());
    }

    /** No answer ever had more of a window than there is, and a complete one now has exactly what there is. */
    void check(Oracle oracle, URI instance) throws IOException, InterruptedException {
        if (oracle.windows().isEmpty()) {
            // 404, or 200 without rows.
            if (!highest.isEmpty()
                    || !counts(json.readTree(get(instance, PATH).body())).isEmpty()) {
                fail("there are windows over REST, and nothing was counted");
            }
            return;
        }
        if (highest.isEmpty()) {
            fail("no look-up was ever answered: " + this);
        }
        moreThanThereIs(highest, oracle).ifPresent(RestWatch::fail);
        JsonNode answer = json.readTree(get(instance, PATH).body());
        if (!answer.path("complete").asBoolean()) {
            fail("an answer at rest is not complete: " + answer);
        }
        Map<Window, Long> counts = counts(answer);
        moreThanThereIs(counts, oracle).ifPresent(RestWatch::fail);
        counts.forEach((window, count) -> {
            if (count != there(oracle, window)) {
                fail(window + " has " + count + " over REST at rest, expected " + there(oracle, window));
            }
        });
    }

    /** Which window had more than was sent, if one did. */
    static Optional<String> moreThanThereIs(Map<Window, Long> counts, Oracle oracle) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > there(oracle, entry.getKey()))
                .findFirst()
                .map(entry -> entry.getKey() + " had " + entry.getValue() + " over REST, more than was sent");
    }

    private static long there(Oracle oracle, Window window) {
        return Optional.ofNullable(oracle.windows().get(window))
                .map(Oracle.Expected::count)
                .orElse(0L);
    }

    private static void fail(String what) {
        throw new AssertionError(what);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    @Override
    public String toString() {
        return "answers over REST " + new TreeMap<>(answers);
    }
}
