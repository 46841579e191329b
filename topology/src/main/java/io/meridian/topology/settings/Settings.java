package io.meridian.topology.settings;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One generation of settings, immutable and shared between threads. */
public final class Settings {
    /** The region of devices that no rule maps, where the settings accept such devices. */
    public static final String UNASSIGNED = "unassigned";

    /** How many device numbers there are: 0 to 9999. */
    static final int DEVICES = 10_000;

    private static final Optional<Limits> DEFAULT_LIMITS = Optional.of(Limits.DEFAULT);

    private final long generation;
    private final long effectiveAt;
    private final String sha256;
    private final List<String> regions;
    private final short[] regionByDevice;
    private final Map<String, Optional<Limits>> limitsByMetric;
    private final Map<String, Limits> metrics;
    private final Optional<Limits> unlisted;

    private Settings(long generation, long effectiveAt, String sha256, RegionMap map, MetricRules rules) {
        this.generation = generation;
        this.effectiveAt = effectiveAt;
        this.sha256 = requireNonNull(sha256, "sha256");
        this.regions = map.names();
        this.regionByDevice = map.indexes();
        this.metrics = Map.copyOf(rules.limits());
        // Held as Optionals, so that a look-up on the hot path makes none.
        this.limitsByMetric = metrics.entrySet().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> Optional.of(entry.getValue())));
        this.unlisted = rules.acceptUnlisted() ? DEFAULT_LIMITS : Optional.empty();
    }

    /** What holds where nothing is set: no regions, no listed metrics, everything accepted; generation 0. */
    public static Settings defaults() {
        return of(0, 0, "", new RegionMap.Builder().build(true), new MetricRules(Map.of(), true));
    }

    static Settings of(long generation, long effectiveAt, String sha256, RegionMap regions, MetricRules metrics) {
        return new Settings(generation, effectiveAt, sha256, regions, metrics);
    }

    /** Counts the changes of the settings; greater is newer; 0 for the defaults. */
    public long generation() {
        return generation;
    }

    /** The event time from which on it holds, milliseconds since 1970-01-01T00:00:00Z. */
    public long effectiveAt() {
        return effectiveAt;
    }

    /** Lower-case hex SHA-256 over the files it was made of, see {@link SettingsCompiler}; empty for the defaults. */
    public String sha256() {
        return sha256;
    }

    /** The names of all regions that a device may count to. */
    public List<String> regions() {
        return regions;
    }

    /**
     * Where in {@link #regions()} a device's region stands; -1 where the settings reject unmapped devices and this is one.
     *
     * @param device the digits of the device id, 0 to 9999
     */
    public int regionIndex(int device) {
        return regionByDevice[device];
    }

    /** The region that a device counts to; empty where {@link #regionIndex} is -1. */
    public Optional<String> region(int device) {
        int index = regionIndex(device);
        return index < 0 ? Optional.empty() : Optional.of(regions.get(index));
    }

    /** The devices of each region that rules map, by its name: single ones and ranges, as in {@code d-0000..d-1999}. */
    public Map<String, List<String>> devices() {
        Map<String, List<String>> devices = new TreeMap<>();
        int first = 0;
        while (first < DEVICES) {
            int last = first;
            while (last + 1 < DEVICES && regionByDevice[last + 1] == regionByDevice[first]) {
                last++;
            }
            Optional<String> region = region(first);
            if (region.isPresent() && !region.get().equals(UNASSIGNED)) {
                devices.computeIfAbsent(region.get(), name -> new ArrayList<>())
                        .add(new DeviceRange(first, last).toString());
            }
            first = last + 1;
        }
        return devices;
    }

    /** Whether a device that no rule maps counts to {@link #UNASSIGNED}, rather than to nothing. */
    public boolean acceptsUnmappedDevices() {
        return regions.contains(UNASSIGNED);
    }

    /** Whether a metric that is not listed is accepted. */
    public boolean acceptsUnknownMetrics() {
        return unlisted.isPresent();
    }

    /** The limits of a metric; empty where the settings reject metrics that they do not list and this is one. */
    public Optional<Limits> limits(String metric) {
        return limitsByMetric.getOrDefault(metric, unlisted);
    }

    /** The metrics that are listed, by name. */
    public Map<String, Limits> metrics() {
        return metrics;
    }
}
