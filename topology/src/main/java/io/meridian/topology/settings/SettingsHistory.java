package io.meridian.topology.settings;

/**
 * The generations of settings that are known now, as whoever learns of them hands them to whoever judges by them. Safe for
 * concurrent use; reading takes no lock.
 */
public final class SettingsHistory {
    private volatile SettingsTimeline timeline;

    /** A history that begins with one generation. */
    public SettingsHistory(Settings first) {
        timeline = SettingsTimeline.of(first);
    }

    /** All that is known now. */
    public SettingsTimeline timeline() {
        return timeline;
    }

    /** From now on this is known, and nothing else. */
    public void replace(SettingsTimeline next) {
        timeline = next;
    }
}
