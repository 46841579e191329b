package io.meridian.connect.sink;

import java.time.Duration;
import java.util.Optional;

/** Waits longer from failure to failure. For one thread. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private int failures;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    static Backoff of(CacheSettings settings) {
        return new Backoff(settings.backoff(), settings.maxBackoff());
    }

    /**
     * How long to wait after one more failure.
     *
     * @param asked what the other side asks for, which comes first
     */
    Duration next(Optional<Duration> asked) {
        Duration own = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return asked.orElse(own.compareTo(longest) > 0 ? longest : own);
    }

    void reset() {
        failures = 0;
    }
}
