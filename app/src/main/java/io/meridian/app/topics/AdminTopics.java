package io.meridian.app.topics;

import io.meridian.app.config.MeridianConfig;
import io.meridian.topic.CleanupPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics as Kafka's admin client sees them. */
final class AdminTopics implements ClusterTopics, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LED_INTERVAL = Duration.ofMillis(100);

    private final BrokerAdmin broker;

    private AdminTopics(BrokerAdmin broker) {
        this.broker = broker;
    }

    static AdminTopics connect(MeridianConfig config) {
        return new AdminTopics(BrokerAdmin.connect(config));
    }

    @Override
    public Map<String, TopicFacts> describe(Set<String> names) {
        Map<String, TopicDescription> described = new HashMap<>();
        broker.client()
                .describeTopics(names)
                .topicNameValues()
                .forEach((name, future) -> broker.unless(future, UnknownTopicOrPartitionException.class::isInstance)
                        .ifPresent(topic -> described.put(name, topic)));
        Map<ConfigResource, Config> configs = broker.answer(broker.client()
                .describeConfigs(described.keySet().stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
        Map<String, TopicFacts> facts = new HashMap<>();
        configs.forEach((resource, config) -> {
            TopicDescription topic = described.get(resource.name());
            if (topic != null) {
                facts.put(resource.name(), facts(topic, config));
            }
        });
        return facts;
    }

    private static TopicFacts facts(TopicDescription topic, Config config) {
        Set<CleanupPolicy> cleanUp = CleanupPolicy.parse(value(config, TopicConfig.CLEANUP_POLICY_CONFIG));
        int maxBytes = Integer.parseInt(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
        long retention = Long.parseLong(value(config, TopicConfig.RETENTION_MS_CONFIG));
        return new TopicFacts(topic.partitions().size(), cleanUp, maxBytes, retention);
    }

    private static String value(Config config, String name) {
        return config.get(name).value();
    }

    @Override
    public void create(List<NewTopicPlan> plans) {
        List<NewTopic> topics = plans.stream()
                .map(plan -> new NewTopic(plan.name(), Optional.of(plan.partitions()), Optional.empty())
                        .configs(plan.configs()))
                .toList();
        broker.client()
                .createTopics(topics)
                .values()
                .values()
                .forEach(future -> broker.unless(future, TopicExistsException.class::isInstance));
        awaitLeaders(plans.stream().map(NewTopicPlan::name).collect(Collectors.toSet()));
    }

    /**
     * The controller has made them then, but the brokers that lead them may not have heard of it yet. A producer that starts before
     * they have can lose two minutes: where its first batch is refused and the second is not, the broker takes the second for the
     * first, and refuses the first until its time is up.
     */
    private void awaitLeaders(Set<String> names) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!areLed(names) && System.nanoTime() - deadline < 0) {
                Thread.sleep(LED_INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsException("interrupted while waiting for topics that were created", e);
        }
    }

    /** Whether the leader of each partition answers for it. */
    private boolean areLed(Set<String> names) {
        Map<String, TopicFacts> known = describe(names);
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        known.forEach((name, facts) -> {
            for (int partition = 0; partition < facts.partitions(); partition++) {
                ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
            }
        });
        return known.keySet().containsAll(names)
                && broker.unless(broker.client().listOffsets(ends).all(), RetriableException.class::isInstance)
                        .isPresent();
    }

    @Override
    public void close() {
        broker.close();
    }
}
