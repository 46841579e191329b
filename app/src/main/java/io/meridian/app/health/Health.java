package io.meridian.app.health;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The phase of this instance and what follows from it for the three probes. A phase that ends the life is not left again:
 * what is reported after it comes too late. Safe for concurrent use.
 */
public final class Health {
    private volatile Phase phase = new Phase.Starting("reading its settings");
    private volatile boolean started;
    private volatile boolean deadLettersWritable = true;
    private volatile Supplier<Optional<String>> paused = Optional::empty;

    /** Reports where the instance is now. */
    public synchronized void enter(Phase next) {
        boolean ending = phase instanceof Phase.Stopping || phase instanceof Phase.Failed;
        if (!ending || next instanceof Phase.Failed) {
            phase = next;
        }
        if (phase instanceof Phase.Running) {
            started = true;
        }
    }

    /** Where the instance is. */
    public Phase phase() {
        return phase;
    }

    /** Whether a restart would be of no use: true through starting and rebalancing, false only after a failure. */
    public boolean isLive() {
        return !(phase instanceof Phase.Failed);
    }

    /** Reports whether rejected records have somewhere to go. */
    public void deadLettersWritable(boolean writable) {
        deadLettersWritable = writable;
    }

    /** @param why ingest is paused; empty while it is not */
    public void pausedBy(Supplier<Optional<String>> why) {
        paused = why;
    }

    /** Whether look-ups will be answered now, and records processed. */
    public boolean isReady() {
        return phase instanceof Phase.Running
                && deadLettersWritable
                && paused.get().isEmpty();
    }

    /** Where the instance is, in words for people. */
    public String words() {
        if (!(phase instanceof Phase.Running)) {
            return phase.words();
        }
        return deadLettersWritable
                ? paused.get().map(why -> "running, but " + why).orElseGet(phase::words)
                : "running, but the dead-letter topic cannot be written";
    }

    /** Whether it has run at least once. */
    public boolean isStarted() {
        return started;
    }
}
