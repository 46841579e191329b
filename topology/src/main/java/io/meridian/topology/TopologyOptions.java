package io.meridian.topology;

import io.meridian.topology.window.TumblingWindows;
import java.time.Duration;
import java.util.List;

/**
 * Everything the topology is told before it is built. Immutable.
 *
 * @param rawTopic name of the topic of raw records
 * @param dlqTopic name of the dead-letter topic
 * @param aggregatesTopic name of the topic of all changes
 * @param finalTopic name of the topic of closed windows
 * @param windowSize length of a window
 * @param windowGrace how long after its end a window takes readings, in event time
 * @param windowRetention how long after its end a window is kept for look-ups and corrections, in event time
 * @param windowIdle how long, by the wall clock, a raw partition may be silent before it holds no window open
 * @param maxBytes the longest record value that may be a reading, in bytes
 * @param rejectUnknownFields whether a JSON field beyond the contract's is a violation
 * @param maxAhead how far a reading's timestamp may be ahead of its Kafka record's
 * @param reconcileSecrets with which records are sealed that count although their window has closed; none for no such records
 * @param rawPartitions how many partitions the raw topic has
 * @param partialsPartitions how many partitions the store has, and with it the topic between the stages
 */
public record TopologyOptions(
        String rawTopic,
        String dlqTopic,
        String aggregatesTopic,
        String finalTopic,
        Duration windowSize,
        Duration windowGrace,
        Duration windowRetention,
        Duration windowIdle,
        int maxBytes,
        boolean rejectUnknownFields,
        Duration maxAhead,
        List<String> reconcileSecrets,
        int rawPartitions,
        int partialsPartitions) {

    public TopologyOptions {
        reconcileSecrets = List.copyOf(reconcileSecrets);
    }

    TumblingWindows windows() {
        return new TumblingWindows(windowSize.toMillis(), windowGrace.toMillis());
    }
}
