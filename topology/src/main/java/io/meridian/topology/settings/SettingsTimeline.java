package io.meridian.topology.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Generations of settings in the order in which they become effective. Immutable, and bounded: what goes beyond the bounds
 * falls off at the old end, where the oldest that is still known stands in for it.
 */
public final class SettingsTimeline {
    /** Some 20 KB of heap each. */
    static final int MAX_GENERATIONS = 1_000;

    /** Regions and metrics of all generations together, some 200 bytes of heap each. */
    static final int MAX_ENTRIES = 100_000;

    /** Oldest first, and so is the generation: a later one overrides all that would become effective after it. */
    private final Settings[] byEffectiveTime;

    private SettingsTimeline(Settings[] byEffectiveTime) {
        this.byEffectiveTime = byEffectiveTime;
    }

    /** One generation, which holds for readings of every time. */
    public static SettingsTimeline of(Settings only) {
        return new SettingsTimeline(new Settings[] {only});
    }

    /**
     * This and one more generation. Where it is effective from an earlier time than an older generation, it overrides that:
     * whoever set it last meant it so.
     *
     * @throws IllegalArgumentException if it is not newer than the newest known
     */
    public SettingsTimeline with(Settings next) {
        if (next.generation() <= newest().generation()) {
            throw new IllegalArgumentException(
                    "expected a generation above " + newest().generation() + ", found " + next.generation());
        }
        List<Settings> kept = new ArrayList<>();
        kept.add(next);
        int entries = 0;
        for (int i = byEffectiveTime.length - 1; i >= 0; i--) {
            Settings older = byEffectiveTime[i];
            if (older.effectiveAt() >= next.effectiveAt()) {
                continue;
            }
            entries += older.regions().size() + older.metrics().size();
            if (kept.size() == MAX_GENERATIONS || entries > MAX_ENTRIES) {
                break;
            }
            kept.add(0, older);
        }
        return new SettingsTimeline(kept.toArray(Settings[]::new));
    }

    /**
     * The settings by which a reading of this event time is judged: the newest with {@code effectiveAt <= timestamp}, the
     * oldest known where there is none.
     */
    public Settings at(long timestamp) {
        return byEffectiveTime[indexAt(timestamp)];
    }

    /** The generation that becomes effective last, which is also the greatest. */
    public Settings newest() {
        return byEffectiveTime[byEffectiveTime.length - 1];
    }

    /** How many generations it knows, at least 1. */
    public int size() {
        return byEffectiveTime.length;
    }

    int indexAt(long timestamp) {
        int low = 0;
        int high = byEffectiveTime.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (byEffectiveTime[middle].effectiveAt() <= timestamp) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    Settings get(int index) {
        return byEffectiveTime[index];
    }

    /** The first event time that is judged by the generation at this place. */
    long from(int index) {
        return index == 0 ? Long.MIN_VALUE : byEffectiveTime[index].effectiveAt();
    }

    /** The first event time after those that are judged by the generation at this place. */
    long until(int index) {
        return index == byEffectiveTime.length - 1 ? Long.MAX_VALUE : byEffectiveTime[index + 1].effectiveAt();
    }
}
