package io.meridian.benchmarks.reload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the instances say of their settings, all of them in one answer of one. */
final class FleetSettings {
    private static final long ASK_EVERY_MS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpRequest request;
    private final int instances;

    /**
     * @param base of the REST of one of them
     * @param instances how many there are
     */
    FleetSettings(URI base, int instances) {
        this.request = HttpRequest.newBuilder(base.resolve("/v1/config")).build();
        this.instances = instances;
    }

    /** Waits until each instance has read the settings with this region, in force or not yet. */
    void awaitRead(String region) throws InterruptedException {
        await(region, row -> has(row, "active", region) || has(row, "pending", region));
    }

    /** Waits until each instance judges readings of now by the settings with this region. */
    void awaitInForce(String region) throws InterruptedException {
        await(region, row -> has(row, "active", region));
    }

    private static boolean has(JsonNode row, String which, String region) {
        return row.path(which).path("regions").has(region);
    }

    private void await(String region, Predicate<JsonNode> satisfied) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<JsonNode> rows = rows();
        while (rows.size() < instances || !rows.stream().allMatch(satisfied)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("expected the settings with the region " + region + " on " + instances
                        + " instances within " + PATIENCE.toSeconds() + " s, found " + rows);
            }
            Thread.sleep(ASK_EVERY_MS);
            rows = rows();
        }
    }

    private List<JsonNode> rows() throws InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        try {
            json.readTree(http.send(request, BodyHandlers.ofByteArray()).body())
                    .path("rows")
                    .forEach(rows::add);
        } catch (IOException e) {
            // Nobody listens yet.
        }
        return rows;
    }
}
