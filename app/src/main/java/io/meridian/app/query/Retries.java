package io.meridian.app.query;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Tries a look-up again while a rebalance moves its store.
 *
 * @param attempts how often at most, at least 1
 * @param pause how long between two attempts
 * @param sleep waits
 */
record Retries(int attempts, Duration pause, Sleep sleep) {
    /** Waits. */
    @FunctionalInterface
    interface Sleep {
        void of(Duration pause) throws InterruptedException;
    }

    /** Half a second in all: longer than most rebalances among static members, short enough for a caller to wait. */
    static Retries brief() {
        return new Retries(6, Duration.ofMillis(100), pause -> Thread.sleep(pause.toMillis()));
    }

    /**
     * Runs it, and again while its store is not available.
     *
     * @throws InvalidStateStoreException the last attempt's
     */
    <T> T call(Supplier<T> lookUp) {
        for (int attempt = 1; ; attempt++) {
            try {
                return lookUp.get();
            } catch (InvalidStateStoreException e) {
                if (attempt == attempts || interruptedIn(pause)) {
                    throw e;
                }
            }
        }
    }

    private boolean interruptedIn(Duration time) {
        try {
            sleep.of(time);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
