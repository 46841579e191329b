package io.meridian.benchmarks.workload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What must come out of a workload, computed while it is made. */
public final class Oracle {
    /** How long windows are. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private final List<String> regions;
    private final List<String> metrics;
    private final WindowTable windows;
    private long rejected;

    public Oracle(Fleet fleet) {
        this.regions = fleet.regionOfDevices();
        this.metrics = fleet.metricNames();
        this.windows = new WindowTable(fleet);
    }

    /** Counts one record. */
    public void add(WorkloadRecord made) {
        if (!made.valid()) {
            rejected++;
            return;
        }
        long start = Math.floorDiv(made.timestamp(), WINDOW.toMillis()) * WINDOW.toMillis();
        windows.add(new WindowKey(regions.get(made.device()), metrics.get(made.metric()), start), made.value());
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
    public Optional<String> differenceFrom(WindowTable found) {
        return found.differenceFrom(windows);
    }
}
