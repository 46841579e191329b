package io.meridian.app.redrive;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a redrive, as they are. */
final class RedriveTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Admin admin;
    private final MeridianConfig.Topics names;
    private final TopicDescription raw;
    private final TopicDescription deadLetters;

    private RedriveTopics(Admin admin, MeridianConfig.Topics names) {
        this.admin = admin;
        this.names = names;
        this.raw = existing(names.raw());
        this.deadLetters = existing(names.dlq());
    }

    /** @throws RedriveException if one does not exist, or no broker answers */
    static RedriveTopics of(MeridianConfig config) {
        Map<String, Object> properties = new HashMap<>(StreamsProperties.ofAdmin(config));
        Admin admin = Admin.create(properties);
        try {
            return new RedriveTopics(admin, config.topics());
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    int rawPartitions() {
        return raw.partitions().size();
    }

    /** Another one for a topic that was deleted and made anew. */
    String deadLettersId() {
        return deadLetters.topicId().toString();
    }

    boolean hasLedger() {
        return described(names.redriven()).isPresent();
    }

    /** @throws RedriveException if there is none, and it is not to be made, or it is not as it has to be */
    void makeLedger() {
        if (hasLedger()) {
            String cleanUp = settings(names.redriven()).getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
            if (!cleanUp.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                throw new RedriveException(names.redriven() + ": cleanup.policy is " + cleanUp
                        + ", expected compact, as it has to remember what was sent back");
            }
        } else {
            if (!names.create()) {
                throw new RedriveException(
                        names.redriven()
                                + ": does not exist; create it with one partition and cleanup.policy=compact, or set topics.create=true");
            }
            NewTopic ledger = new NewTopic(names.redriven(), Optional.of(1), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            try {
                answer(admin.createTopics(List.of(ledger)).all());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failed(e);
                }
            }
        }
    }

    /** What would keep a record from coming as it was. */
    List<String> warnings() {
        Map<String, String> settings = settings(names.raw());
        List<String> warnings = new ArrayList<>();
        if ("LogAppendTime".equals(settings.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))) {
            warnings.add(names.raw()
                    + ": message.timestamp.type is LogAppendTime, so that the broker puts its own time in the"
                    + " place of the record's; seals of --reconcile do not hold then");
        }
        return warnings;
    }

    private Map<String, String> settings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Map<String, String> settings = new HashMap<>();
            Config config =
                    answer(admin.describeConfigs(List.of(resource)).all()).get(resource);
            if (config != null) {
                config.entries().forEach(entry -> settings.put(entry.name(), String.valueOf(entry.value())));
            }
            return settings;
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private TopicDescription existing(String topic) {
        return described(topic).orElseThrow(() -> new RedriveException(topic + ": does not exist"));
    }

    private Optional<TopicDescription> described(String topic) {
        try {
            return Optional.ofNullable(
                    answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failed(e);
        }
    }

    private static <T> T answer(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedriveException("interrupted while looking at the topics", e);
        } catch (TimeoutException e) {
            throw new RedriveException("no Kafka broker answers within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    private static RedriveException failed(ExecutionException failure) {
        return new RedriveException("the broker refuses: " + failure.getCause(), failure);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
