package io.meridian.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Child processes that end together: in the reverse order of their start, so that each still finds what it depends on.
 * They end with {@link #close()}, and with this JVM, whether it ends by itself, by Ctrl-C or by SIGTERM. Safe for use by
 * several threads.
 */
public final class Children implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Deque<ChildProcess> newestFirst = new ArrayDeque<>();
    private final Thread hook = new Thread(this::stopAll, "stop-children");
    private final Consumer<ChildProcess> onStopped;
    private volatile boolean stopping;

    public Children() {
        this(child -> {});
    }

    /** @param onStopped told of each child that was stopped, as soon as it is gone */
    public Children(Consumer<ChildProcess> onStopped) {
        this.onStopped = onStopped;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts one more.
     *
     * @throws IllegalStateException if they are stopping or have been stopped
     * @throws java.io.UncheckedIOException if it cannot be started
     */
    public synchronized ChildProcess start(Command command) {
        if (stopping) {
            throw new IllegalStateException(command.name() + " is not started: everything is being stopped");
        }
        ChildProcess child = ChildProcess.start(command);
        newestFirst.push(child);
        return child;
    }

    /** Those that run, in the order of their start. */
    public synchronized List<ChildProcess> running() {
        List<ChildProcess> running = new ArrayList<>(newestFirst);
        Collections.reverse(running);
        running.removeIf(child -> !child.isAlive());
        return List.copyOf(running);
    }

    /** Whether they are being stopped or have been: from then on the end of one is no surprise. Does not wait. */
    public boolean isStopping() {
        return stopping;
    }

    /** Stops all, each within 10 s, and starts none any more. */
    @Override
    public void close() {
        stopAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already: then the hook runs, or has run, and finds nothing to do.
        }
    }

    private synchronized void stopAll() {
        stopping = true;
        newestFirst.forEach(this::stop);
        newestFirst.clear();
    }

    private void stop(ChildProcess child) {
        if (child.isAlive()) {
            child.stop(GRACE);
            onStopped.accept(child);
        }
    }
}
