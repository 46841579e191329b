package io.meridian.topology.ingest;

import io.meridian.topology.reconcile.ReconcileSeal;
import io.meridian.topology.window.TumblingWindows;
import java.time.Duration;

/**
 * What the first stage is told.
 *
 * @param rawTopic name of the topic it reads
 * @param windows by which readings are combined and judged late
 * @param maxBytes the longest record value that may be a reading, in bytes
 * @param rejectUnknownFields whether a JSON field beyond the contract's is a violation
 * @param idle how long, by the wall clock, a raw partition may be silent before it holds no window open
 * @param retention how long after its end a window is kept and can be corrected, in event time
 * @param reconciled tells which readings count although their window has closed
 * @param breaker holds ingest where too much is rejected
 * @param maxPartials how many series and windows one task holds before it sends them on ahead of the commit
 * @param toPartials name of the child node that leads to the second stage
 * @param toDeadLetters name of the child node that leads to the dead-letter topic
 */
public record IngestOptions(
        String rawTopic,
        TumblingWindows windows,
        int maxBytes,
        boolean rejectUnknownFields,
        Duration idle,
        Duration retention,
        ReconcileSeal reconciled,
        RejectionBreaker breaker,
        int maxPartials,
        String toPartials,
        String toDeadLetters) {

    /** How often a task looks whether it is idle: often enough to be told from the setting, seldom enough to cost nothing. */
    Duration idleCheckInterval() {
        long tenth = idle.toMillis() / 10;
        return Duration.ofMillis(Math.max(50, Math.min(1_000, tenth)));
    }
}
