package io.meridian.app.topics;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The topics of a Kafka cluster. */
interface ClusterTopics {
    /**
     * Those of the named topics that exist.
     *
     * @throws TopicsException if the cluster does not tell
     */
    Map<String, TopicFacts> describe(Set<String> names);

    /**
     * Makes topics; one that has come into being meanwhile is left as it is. Returns when they can be described, 15 s later at most.
     *
     * @throws TopicsException if the cluster does not make them
     */
    void create(List<NewTopicPlan> plans);
}
