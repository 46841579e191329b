package io.meridian.app.query;

import java.time.Duration;

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
     * Waits before the next attempt.
     *
     * @param made how many attempts there have been
     * @return false where that was the last
     */
    boolean another(int made) {
        if (made >= attempts) {
            return false;
        }
        try {
            sleep.of(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
