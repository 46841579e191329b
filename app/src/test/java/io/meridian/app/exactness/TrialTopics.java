package io.meridian.app.exactness;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of one application, named after it. Event times are of another year, so nothing is deleted by age. */
final class TrialTopics {
    private TrialTopics() {}

    static void create(Admin admin, String application, int partitions)
            throws InterruptedException, ExecutionException {
        admin.createTopics(List.of(
                        topic(application + ".raw", partitions, "delete", 1_000_000),
                        topic(application + ".raw.dlq", partitions, "delete", 2_000_000),
                        topic(application + ".aggregates", partitions, "compact,delete", 1_000_000),
                        topic(application + ".aggregates.final", partitions, "delete", 1_000_000),
                        topic(application + ".config", 1, "delete", 1_000_000)))
                .all()
                .get();
    }

    private static NewTopic topic(String name, int partitions, String cleanUp, int maxMessageBytes) {
        return new NewTopic(name, partitions, (short) 1)
                .configs(Map.of(
                        "retention.ms", "-1", "cleanup.policy", cleanUp, "max.message.bytes", "" + maxMessageBytes));
    }
}
