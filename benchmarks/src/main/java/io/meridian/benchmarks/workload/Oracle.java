package io.meridian.benchmarks.workload;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must come out of a workload, computed while it is made. */
public final class Oracle {
    /** How long windows are. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private final List<String> regions;
    private final List<String> metrics;
    private final Map<WindowKey, WindowStats> windows = new HashMap<>();
    private long rejected;

    public Oracle(Fleet fleet) {
        this.regions = fleet.regionOfDevices();
        this.metrics = fleet.metricNames();
    }

    /** Counts one record. */
    public void add(WorkloadRecord made) {
        if (!made.valid()) {
            rejected++;
            return;
        }
        long start = Math.floorDiv(made.timestamp(), WINDOW.toMillis()) * WINDOW.toMillis();
        WindowKey key = new WindowKey(regions.get(made.device()), metrics.get(made.metric()), start);
        windows.compute(key, (same, stats) -> stats == null ? WindowStats.of(made.value()) : stats.plus(made.value()));
    }

    /** How many records are invalid. */
    public long rejected() {
        return rejected;
    }

    /** How many windows have readings. */
    public int windows() {
        return windows.size();
    }

    /** The first thing that is wrong with what a contender has put out; empty where all is right. */
    public Optional<String> differenceFrom(Map<WindowKey, WindowStats> found) {
        for (Map.Entry<WindowKey, WindowStats> expected : windows.entrySet()) {
            WindowStats stats = found.get(expected.getKey());
            if (stats == null) {
                return Optional.of(
                        expected.getKey() + " is missing; " + found.size() + " of " + windows.size() + " are there");
            }
            Optional<String> difference = stats.differenceFrom(expected.getValue());
            if (difference.isPresent()) {
                return Optional.of(expected.getKey() + ": " + difference.get());
            }
        }
        return found.keySet().stream()
                .filter(key -> !windows.containsKey(key))
                .findAny()
                .map(key -> key + " should not be there");
    }
}
