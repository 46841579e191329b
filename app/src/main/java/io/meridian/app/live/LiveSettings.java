package io.meridian.app.live;

import io.meridian.app.metrics.Metrics;
import io.meridian.topology.refresh.SettingsStatus;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The settings of an instance for those who look at them from outside. Safe for concurrent use. */
public final class LiveSettings {
    private final String source;
    private volatile Optional<Followed> followed = Optional.empty();

    private record Followed(Supplier<SettingsStatus> status, Runnable readAgain) {}

    /** @param source whose refresh events count */
    public LiveSettings(String source) {
        this.source = source;
    }

    /** Whose refresh events count. */
    public String source() {
        return source;
    }

    /**
     * From now on there are some.
     *
     * @param status what is known at the moment
     * @param readAgain has their topic read from its beginning, soon
     */
    public void follow(Supplier<SettingsStatus> status, Runnable readAgain) {
        followed = Optional.of(new Followed(status, readAgain));
    }

    /** What is known now; empty while the instance is starting. */
    public Optional<SettingsStatus> status() {
        return followed.map(settings -> settings.status().get());
    }

    /**
     * Has the topic read again from its beginning, unless what the caller tells of is known.
     *
     * @param generation of the event that the caller knows; 0 where it names none
     * @return whether it is read again
     */
    public boolean readAgain(long generation) {
        Optional<Followed> settings =
                followed.filter(some -> !knows(some.status().get(), generation));
        settings.ifPresent(some -> some.readAgain().run());
        return settings.isPresent();
    }

    private static boolean knows(SettingsStatus status, long generation) {
        if (generation <= 0 || status.trouble().isPresent()) {
            return false;
        }
        long refused = status.lastRefusal()
                .map(refusal -> refusal.generation().orElse(0))
                .orElse(0L);
        return generation <= Math.max(refused, status.timeline().newest().generation());
    }

    /** Tells of them among the figures of the process. */
    public void tell(Metrics metrics) {
        gauge(
                metrics,
                "meridian.config.generation",
                "Generation of the settings that readings of now are judged by; 0 where the topic has none.",
                status -> status.active(System.currentTimeMillis()).generation());
        gauge(
                metrics,
                "meridian.config.newest.generation",
                "Generation of the newest settings, in force yet or not.",
                status -> status.timeline().newest().generation());
        gauge(
                metrics,
                "meridian.config.refused",
                "Refresh events that changed nothing, since the topic's beginning.",
                SettingsStatus::refused);
        gauge(
                metrics,
                "meridian.config.trouble",
                "1 where the topic of refresh events cannot be read now, else 0.",
                status -> status.trouble().isPresent() ? 1 : 0);
    }

    private void gauge(Metrics metrics, String name, String description, ToLongFunction<SettingsStatus> figure) {
        metrics.gauge(name, description, () -> status().map(figure::applyAsLong).orElse(0L));
    }
}
