package io.meridian.app.topics;

import io.meridian.topic.CleanupPolicy;
import java.util.Set;

/**
 * What there is to know of a topic that exists.
 *
 * @param partitions how many, at least 1
 * @param cleanUp the policies of {@code cleanup.policy}
 * @param maxMessageBytes the largest batch of records it takes, in bytes
 * @param retentionMs after how many milliseconds records are deleted; below 0 where they are kept for ever
 */
record TopicFacts(int partitions, Set<CleanupPolicy> cleanUp, int maxMessageBytes, long retentionMs) {
    TopicFacts {
        cleanUp = Set.copyOf(cleanUp);
    }
}
