package io.meridian.app.topics;

import io.meridian.app.config.MeridianConfig;
import io.meridian.topic.TelemetryTopics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure at start that every topic is there and as it has to be. Kafka Streams would not: without the dead-letter
 * topic, for one, it writes in a silent loop.
 */
public final class TopicVerification {
    private static final Logger log = LoggerFactory.getLogger(TopicVerification.class);

    private final ClusterTopics cluster;
    private final TopicRules rules;
    private final InternalTopics internal;
    private final boolean create;

    TopicVerification(ClusterTopics cluster, MeridianConfig.Topics names, InternalTopics internal) {
        this.cluster = cluster;
        TelemetryTopics topics =
                TelemetryTopics.named(names.raw(), names.dlq(), names.aggregates(), names.finals(), names.config());
        this.rules = new TopicRules(topics, internal);
        this.internal = internal;
        this.create = names.create();
    }

    /**
     * Verifies the topics of an instance, and makes those that are missing where its settings say so.
     *
     * @param internalTopics names of the topics that Kafka Streams makes, without the application id before them; that between the
     *     stages first
     * @return how many partitions the topology is to be built for
     * @throws TopicsException listing all that is wrong, or if no broker answers within 15 s
     */
    public static TopicLayout verify(MeridianConfig config, List<String> internalTopics) {
        try (AdminTopics cluster = AdminTopics.connect(config)) {
            InternalTopics internal = InternalTopics.of(config.applicationId(), internalTopics);
            return new TopicVerification(cluster, config.topics(), internal).verify();
        }
    }

    TopicLayout verify() {
        Map<String, TopicFacts> facts = describe();
        List<NewTopicPlan> missing = create ? rules.missing(facts) : List.of();
        if (!missing.isEmpty()) {
            cluster.create(missing);
            missing.forEach(plan -> log.info("Created {} with {} partitions", plan.name(), plan.partitions()));
            facts = describe();
        }
        List<String> problems = rules.problems(facts);
        if (!problems.isEmpty()) {
            throw new TopicsException(problems.stream()
                    .map(problem -> "\n  - " + problem)
                    .reduce("topics are not as expected:", String::concat));
        }
        rules.warning(facts).ifPresent(log::warn);
        return rules.layout(facts);
    }

    private Map<String, TopicFacts> describe() {
        Set<String> names = new LinkedHashSet<>();
        rules.needed().forEach(topic -> names.add(topic.name()));
        internal.all().forEach(names::add);
        return cluster.describe(names);
    }
}
