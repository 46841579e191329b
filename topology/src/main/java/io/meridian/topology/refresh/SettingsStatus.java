package io.meridian.topology.refresh;

import static java.util.Objects.requireNonNull;

import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsTimeline;
import java.util.Optional;

/**
 * What an instance knows of its settings at one moment. Immutable.
 *
 * @param timeline the generations by which readings are judged
 * @param fromTopic whether they are of the topic; if not, it holds none, and what the instance was started with stands in
 * @param refused how many records of the topic changed nothing, since its beginning
 * @param lastRefusal why the newest of them did not
 * @param trouble why the topic cannot be read now, where that is so; what was read stays valid
 */
public record SettingsStatus(
        SettingsTimeline timeline,
        boolean fromTopic,
        long refused,
        Optional<Refusal> lastRefusal,
        Optional<String> trouble) {
    public SettingsStatus {
        requireNonNull(timeline, "timeline");
        requireNonNull(lastRefusal, "lastRefusal");
        requireNonNull(trouble, "trouble");
    }

    /** @param now in milliseconds since 1970-01-01T00:00:00Z */
    public Settings active(long now) {
        return timeline.at(now);
    }

    /** The newest generation where it is not active yet. */
    public Optional<Settings> pending(long now) {
        return Optional.of(timeline.newest())
                .filter(newest -> newest.generation() != active(now).generation());
    }

    SettingsStatus withTrouble(Optional<String> now) {
        return new SettingsStatus(timeline, fromTopic, refused, lastRefusal, now);
    }
}
