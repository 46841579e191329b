package io.meridian.app.exactness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The topics of one application, named after it. Event times are of another year, so nothing is deleted by age. */
public final class TrialTopics {
    private TrialTopics() {}

    static void create(Admin admin, String application, int partitions)
            throws InterruptedException, ExecutionException {
        create(admin, application, partitions, 1);
    }

    public static void create(Admin admin, String application, int partitions, int replicas)
            throws InterruptedException, ExecutionException {
        List<NewTopic> topics = List.of(
                topic(application + ".raw", partitions, replicas, "delete", 1_000_000),
                topic(application + ".raw.dlq", partitions, replicas, "delete", 2_000_000),
                topic(application + ".aggregates", partitions, replicas, "compact,delete", 1_000_000),
                topic(application + ".aggregates.final", partitions, replicas, "delete", 1_000_000),
                topic(application + ".config", 1, replicas, "delete", 1_000_000));
        admin.createTopics(topics).all().get();
        awaitLeaders(admin, topics);
    }

    /**
     * A topic that has been created is still being made. Where the first batch of a producer is refused for that and the second is
     * not, the broker takes the second for the first, and refuses the first for good.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> topics) {
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                all.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        await("leaders").atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
            admin.listOffsets(all).all().get();
            return true;
        });
    }

    private static NewTopic topic(String name, int partitions, int replicas, String cleanUp, int maxMessageBytes) {
        return new NewTopic(name, partitions, (short) replicas)
                .configs(Map.of(
                        "retention.ms", "-1", "cleanup.policy", cleanUp, "max.message.bytes", "" + maxMessageBytes));
    }
}
