package io.meridian.app.topics;

import io.meridian.topic.CleanupPolicy;
import java.util.Set;

/**
 * What there is to know of a topic that exists.
 *
 * @param partitions how many, at least 1
 * @param cleanUp the policies of {@code cleanup.policy}
 * @param maxMessageBytes the largest batch of records it takes, in bytes
 */
record TopicFacts(int partitions, Set<CleanupPolicy> cleanUp, int maxMessageBytes) {
    TopicFacts {
        cleanUp = Set.copyOf(cleanUp);
    }
}
