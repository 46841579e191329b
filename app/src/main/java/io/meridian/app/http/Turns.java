package io.meridian.app.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How many requests are answered at once. Each may wait for other instances, which in turn may wait for this one: were all
 * threads to wait so, nobody would be left to answer. Calls between instances take no turn.
 */
final class Turns {
    private final Semaphore working;
    private final Semaphore waiting;
    private final Duration patience;

    /**
     * @param atOnce how many work at the same time
     * @param inLine how many more may wait for that
     * @param patience for how long
     */
    Turns(int atOnce, int inLine, Duration patience) {
        this.working = new Semaphore(atOnce);
        this.waiting = new Semaphore(inLine);
        this.patience = patience;
    }

    /** Does it, or does not where too many others are before it. */
    <T> Optional<T> take(Supplier<T> work) {
        if (!working.tryAcquire() && !waitForTurn()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            working.release();
        }
    }

    private boolean waitForTurn() {
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return working.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }
}
