package io.meridian.app.topics;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import io.meridian.topic.CleanupPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics as Kafka's admin client sees them. */
final class AdminTopics implements ClusterTopics, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration KNOWN_INTERVAL = Duration.ofMillis(100);

    private final Admin admin;
    private final String servers;

    private AdminTopics(Admin admin, String servers) {
        this.admin = admin;
        this.servers = servers;
    }

    static AdminTopics connect(MeridianConfig config) {
        Map<String, Object> properties = new HashMap<>(StreamsProperties.ofAdmin(config));
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        String servers = config.bootstrapServers();
        try {
            return new AdminTopics(Admin.create(properties), servers);
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new TopicsException("no Kafka client can be made for " + servers + ": " + reason.getMessage(), e);
        }
    }

    @Override
    public Map<String, TopicFacts> describe(Set<String> names) {
        Map<String, TopicDescription> described = new HashMap<>();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, future) -> unless(future, UnknownTopicOrPartitionException.class::isInstance)
                        .ifPresent(topic -> described.put(name, topic)));
        Map<ConfigResource, Config> configs = answer(admin.describeConfigs(described.keySet().stream()
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
        admin.createTopics(topics)
                .values()
                .values()
                .forEach(future -> unless(future, TopicExistsException.class::isInstance));
        awaitKnown(plans.stream().map(NewTopicPlan::name).collect(Collectors.toSet()));
    }

    /** The controller has made them then, but the broker that is asked next may not have heard of it yet. */
    private void awaitKnown(Set<String> names) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!describe(names).keySet().containsAll(names) && System.nanoTime() - deadline < 0) {
                Thread.sleep(KNOWN_INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsException("interrupted while waiting for topics that were created", e);
        }
    }

    private <T> Optional<T> unless(KafkaFuture<T> future, Predicate<Throwable> allowed) {
        try {
            return Optional.ofNullable(future.get());
        } catch (ExecutionException e) {
            if (e.getCause() != null && allowed.test(e.getCause())) {
                return Optional.empty();
            }
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsException("interrupted while looking at the topics", e);
        }
    }

    private <T> T answer(KafkaFuture<T> future) {
        return unless(future, failure -> false)
                .orElseThrow(() -> new TopicsException("the broker at " + servers + " answered with nothing"));
    }

    private TopicsException refused(ExecutionException failure) {
        if (failure.getCause() instanceof TimeoutException) {
            return new TopicsException(
                    "no Kafka broker answers at " + servers + " within " + PATIENCE.toSeconds()
                            + " s: is it running, and are kafka.bootstrap.servers and the security settings right?",
                    failure);
        }
        return new TopicsException("the Kafka broker at " + servers + " refuses: " + failure.getCause(), failure);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
