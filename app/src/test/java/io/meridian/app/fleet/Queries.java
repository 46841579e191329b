package io.meridian.app.fleet;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thousand questions a second, evenly, to some instances in turn. While three hundred have no answer, it asks no more: the
 * machine that runs all of this must not be what fails.
 */
final class Queries implements AutoCloseable {
    private static final int AT_ONCE = 300;
    private static final int EACH_TICK = 10;
    private static final Duration TICK = Duration.ofMillis(10);

    private final List<URI> instances;
    private final List<String> paths;
    private final Map<String, String> truth;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> kinds = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final long begin = System.nanoTime();
    private int asked;

    /** @param truth the body that a whole answer has, by path */
    Queries(List<URI> instances, Map<String, String> truth) {
        this.instances = instances;
        this.paths = List.copyOf(truth.keySet());
        this.truth = truth;
        var unused = clock.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        for (int i = 0; i < EACH_TICK && places.tryAcquire(); i++) {
            URI instance = instances.get(asked % instances.size());
            ask(instance, paths.get(asked / instances.size() % paths.size()));
            asked++;
        }
    }

    private void ask(URI instance, String path) {
        HttpRequest request = HttpRequest.newBuilder(instance.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        var unused = http.sendAsync(request, BodyHandlers.ofString()).whenComplete((response, failure) -> {
            places.release();
            if (failure != null) {
                wrong.add(instance + path + ": " + failure);
            } else {
                judge(instance + path, response, requireNonNull(truth.get(path), path));
            }
        });
    }

    /** Every answer is whole and right, or says what it lacks or how old it is. */
    private void judge(String what, HttpResponse<String> response, String whole) {
        count(statuses, response.statusCode());
        if (response.statusCode() == 503) {
            if (response.headers().firstValue("Retry-After").isEmpty()) {
                wrong.add(what + ": 503 without Retry-After");
            }
            return;
        }
        String body = response.body();
        if (response.statusCode() != 200) {
            wrong.add(what + ": " + response.statusCode() + " " + body);
        } else if (body.contains("\"complete\":false")) {
            count(kinds, "missing");
            if (!body.contains("\"failures\":[{\"instance\":")) {
                wrong.add(what + ": does not say what is missing: " + body);
            }
        } else if (body.contains("\"staleness\":[{")) {
            count(kinds, "stale");
        } else {
            count(kinds, "whole");
            if (!body.equals(whole)) {
                wrong.add(what + ": expected " + whole + ", found " + body);
            }
        }
    }

    private static <K> void count(Map<K, AtomicInteger> counts, K key) {
        counts.computeIfAbsent(key, one -> new AtomicInteger()).incrementAndGet();
    }

    /** How many answers were of a kind: whole, stale or missing. */
    int of(String kind) {
        return kinds.getOrDefault(kind, new AtomicInteger()).get();
    }

    /** What must not be, the first of it. */
    List<String> wrong() {
        return wrong.stream().limit(3).toList();
    }

    Map<Integer, AtomicInteger> statuses() {
        return new TreeMap<>(statuses);
    }

    /** Stops asking and waits for the last answers. */
    @Override
    public void close() {
        clock.shutdown();
        boolean answered;
        try {
            answered = clock.awaitTermination(5, TimeUnit.SECONDS) && places.tryAcquire(AT_ONCE, 20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answered = false;
        }
        if (!answered) {
            throw new AssertionError("some questions never got an answer: " + this);
        }
    }

    @Override
    public String toString() {
        long seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        int answered = statuses.values().stream().mapToInt(AtomicInteger::get).sum();
        return answered / seconds + " answers a second, " + new TreeMap<>(statuses) + ", " + new TreeMap<>(kinds);
    }
}
