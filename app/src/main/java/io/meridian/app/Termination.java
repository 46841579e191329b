package io.meridian.app;

import io.meridian.app.run.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and Ctrl-C into an orderly end. The JVM answers both by running its hooks and ending with 143 or 130; for
 * a command that ends when asked, the hook waits and lets the command's own exit code stand.
 */
final class Termination {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StopSignal signal = new StopSignal();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code = Main.FAILED;

    private Termination() {}

    static Termination install() {
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(new Thread(termination::onShutdown, "termination"));
        return termination;
    }

    StopSignal signal() {
        return signal;
    }

    /** Tells that the command has ended. */
    void ended(int exitCode) {
        code = exitCode;
        ended.countDown();
    }

    private void onShutdown() {
        if (!signal.isHeeded() || ended.getCount() == 0) {
            return;
        }
        signal.request();
        try {
            if (ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
