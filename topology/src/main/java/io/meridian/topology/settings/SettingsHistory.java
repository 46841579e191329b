package io.meridian.topology.settings;

import java.util.Arrays;

/**
 * All generations of settings that are known, each valid from its own event time on. Safe for concurrent use; reading
 * takes no lock.
 */
public final class SettingsHistory {
    /** By effective time, oldest first; among equals the greater generation last. Replaced as a whole, never changed. */
    private volatile Settings[] byEffectiveTime;

    /** A history that begins with one generation. */
    public SettingsHistory(Settings first) {
        byEffectiveTime = new Settings[] {first};
    }

    /**
     * Adds a generation. One that is effective from an earlier time than an older generation overrides that from then on:
     * whoever set it last meant it so.
     *
     * @return false, and nothing is added, where it is not newer than the newest known generation
     */
    public synchronized boolean add(Settings next) {
        Settings[] known = byEffectiveTime;
        long newest = Arrays.stream(known).mapToLong(Settings::generation).max().orElse(-1);
        if (next.generation() <= newest) {
            return false;
        }
        Settings[] still = Arrays.stream(known)
                .filter(settings -> settings.effectiveAt() < next.effectiveAt())
                .toArray(Settings[]::new);
        Settings[] longer = Arrays.copyOf(still, still.length + 1);
        longer[still.length] = next;
        byEffectiveTime = longer;
        return true;
    }

    /**
     * The settings by which a reading of this event time is judged: the newest with {@code effectiveAt <= timestamp}, the
     * oldest known where there is none.
     */
    public Settings at(long timestamp) {
        Settings[] known = byEffectiveTime;
        for (int i = known.length - 1; i > 0; i--) {
            if (known[i].effectiveAt() <= timestamp) {
                return known[i];
            }
        }
        return known[0];
    }

    /** The generation that becomes effective last. */
    public Settings newest() {
        Settings[] known = byEffectiveTime;
        return known[known.length - 1];
    }
}
