package io.meridian.topology.settings;

import java.util.Map;
import java.util.Optional;

/** One generation of settings, immutable and shared between threads. */
public final class Settings {
    /** The region of devices that no rule maps, where the settings accept such devices. */
    public static final String UNASSIGNED = "unassigned";

    private final long generation;
    private final long effectiveAt;
    private final String sha256;

    private Settings(long generation, long effectiveAt, String sha256) {
        this.generation = generation;
        this.effectiveAt = effectiveAt;
        this.sha256 = sha256;
    }

    /** What holds where nothing is set: no regions, no listed metrics, everything accepted; generation 0. */
    public static Settings defaults() {
        return new Settings(0, 0, "");
    }

    /** Counts the changes of the settings; greater is newer; 0 for the defaults. */
    public long generation() {
        return generation;
    }

    /** The event time from which on it holds, milliseconds since 1970-01-01T00:00:00Z. */
    public long effectiveAt() {
        return effectiveAt;
    }

    /** Lower-case hex SHA-256 over the files it was made of; empty for the defaults. */
    public String sha256() {
        return sha256;
    }

    /**
     * The region that a device counts to; empty where the settings reject unmapped devices and this is one.
     *
     * @param device the digits of the device id, 0 to 9999
     */
    public Optional<String> region(int device) {
        return Optional.of(UNASSIGNED);
    }

    /** The limits of a metric; empty where the settings reject metrics that they do not list and this is one. */
    public Optional<Limits> limits(String metric) {
        return Optional.of(Limits.DEFAULT);
    }

    /** The metrics that are listed, by name. */
    public Map<String, Limits> metrics() {
        return Map.of();
    }
}
