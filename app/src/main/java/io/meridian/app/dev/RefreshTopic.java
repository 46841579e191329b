package io.meridian.app.dev;

import io.meridian.topic.PartitionRule;
import io.meridian.topic.TelemetryTopics;
import io.meridian.topic.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of refresh events. It must be there before the connectors are, whoever else would make it. */
final class RefreshTopic {
    private static final TopicSpec<String, byte[]> TOPIC =
            TelemetryTopics.defaults().config();
    private static final int PARTITIONS = 1;
    private static final short REPLICAS = 1;
    /** Only the topic of raw readings and those that copy it depend on this size. */
    private static final int ANY_SIZE = 1 << 20;

    private RefreshTopic() {}

    static String name() {
        return TOPIC.name();
    }

    /** Makes it where it is missing. */
    static void create(String bootstrapServers) {
        if (!TOPIC.partitions().equals(new PartitionRule.Exactly(PARTITIONS))) {
            throw new IllegalStateException(name() + " has one partition, but the contracts say " + TOPIC.partitions());
        }
        NewTopic topic = new NewTopic(name(), PARTITIONS, REPLICAS).configs(TOPIC.settingsWhenCreated(ANY_SIZE));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create the topic " + name() + ": " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topic " + name() + " was made", e);
        }
    }
}
