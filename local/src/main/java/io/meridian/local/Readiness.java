package io.meridian.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a child process does its work. */
final class Readiness {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private Readiness() {}

    /**
     * Asks again and again until the answer is true.
     *
     * @throws ChildFailedException if the child ends, or the time is over
     */
    static void await(ChildProcess child, BooleanSupplier isReady, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!isReady.getAsBoolean()) {
            if (!child.isAlive()) {
                throw ChildFailedException.ended(child);
            }
            if (System.nanoTime() - deadline >= 0) {
                throw ChildFailedException.notReady(child, timeout.toSeconds());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a child process started", e);
        }
    }
}
