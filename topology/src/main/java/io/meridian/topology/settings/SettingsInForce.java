package io.meridian.topology.settings;

/**
 * The settings of one event time after another, for one thread. Nearly every reading falls into the same generation as the
 * one before it, so that one is kept with the event times for which it holds, and looked up anew only outside of them; and
 * whether there are other generations by now is asked once for a batch of readings, which so are judged alike.
 */
public final class SettingsInForce {
    private final SettingsHistory history;
    private SettingsTimeline timeline;
    private Settings settings;
    private long from;
    private long until;

    public SettingsInForce(SettingsHistory history) {
        this.history = history;
        this.timeline = history.timeline();
        this.settings = select(Long.MAX_VALUE);
    }

    /** Takes in what has become known since; between two calls the answers do not change. */
    @SuppressWarnings("ReferenceEquality") // Another timeline of the same generations is no less right, only looked up.
    public void refresh() {
        SettingsTimeline known = history.timeline();
        if (known != timeline) {
            timeline = known;
            settings = select(Long.MAX_VALUE);
        }
    }

    /** The settings by which a reading of this event time is judged. */
    public Settings at(long timestamp) {
        if (timestamp >= from && timestamp < until) {
            return settings;
        }
        settings = select(timestamp);
        return settings;
    }

    private Settings select(long timestamp) {
        int index = timeline.indexAt(timestamp);
        from = timeline.from(index);
        until = timeline.until(index);
        return timeline.get(index);
    }
}
