package io.meridian.topology.settings;

/** All generations of settings that are known, each valid from its own event time on. Safe for concurrent use. */
public final class SettingsHistory {
    private final Settings only;

    /** A history that begins with one generation. */
    public SettingsHistory(Settings first) {
        this.only = first;
    }

    /**
     * The settings by which a reading of this event time is judged: the newest with {@code effectiveAt <= timestamp}, the
     * oldest known where there is none.
     */
    public Settings at(long timestamp) {
        return only;
    }

    /** The generation that became effective last. */
    public Settings newest() {
        return only;
    }
}
