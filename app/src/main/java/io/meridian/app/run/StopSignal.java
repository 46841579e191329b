package io.meridian.app.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a command to end in good order: by SIGTERM, by Ctrl-C, or by a test. Safe for concurrent use. */
public final class StopSignal {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final List<Runnable> callbacks = new ArrayList<>();
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
        List<Runnable> waiting;
        synchronized (callbacks) {
            requested.countDown();
            waiting = List.copyOf(callbacks);
            callbacks.clear();
        }
        waiting.forEach(Runnable::run);
    }

    /** Whether the end has been asked for. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Calls back once the end is asked for, at once if it has been. */
    public void onRequest(Runnable callback) {
        synchronized (callbacks) {
            if (!isRequested()) {
                callbacks.add(callback);
                return;
            }
        }
        callback.run();
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
