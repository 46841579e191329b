package io.meridian.app.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a command to end in good order: by SIGTERM, by Ctrl-C, or by a test. Safe for concurrent use. */
public final class StopSignal {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CompletableFuture<Void> whenRequested = new CompletableFuture<>();
    private volatile boolean heeded;

    /** Promises that whoever calls this ends when asked; commands that end with the JVM never do. */
    public void heed() {
        heeded = true;
    }

    /** Whether a command has promised to end when asked. */
    public boolean isHeeded() {
        return heeded;
    }

    /** Asks for the end. */
    public void request() {
        requested.countDown();
        whenRequested.complete(null);
    }

    /** Whether the end has been asked for. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Calls back once the end is asked for, at once if it has been. */
    public void onRequest(Runnable callback) {
        whenRequested.thenRun(callback);
    }

    /**
     * Waits for some time, but no longer than until the end is asked for.
     *
     * @return whether it is asked for
     */
    public boolean await(Duration atMost) {
        try {
            return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
