package io.meridian.app.replay;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How long a topic keeps records, by their own timestamps.
 *
 * @param ms milliseconds; negative where it keeps them for ever, or counts from their arrival
 */
public record Retention(String topic, long ms) {
    private static final long FOR_EVER = -1;

    /** Of a topic that nothing is known of. */
    public static Retention forEver(String topic) {
        return new Retention(topic, FOR_EVER);
    }

    /**
     * Asks the brokers.
     *
     * @return empty where they do not allow the topic's settings to be read, which sending needs no right to
     * @throws ReplayException where they do not answer, or there is no such topic
     */
    public static Optional<Retention> of(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> configs;
        try {
            configs = admin.describeConfigs(List.of(resource)).all().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return Optional.empty();
            }
            throw unknown(topic, e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return configs.values().stream().findFirst().map(config -> new Retention(topic, ms(config)));
    }

    private static ReplayException unknown(String topic, KafkaException failure) {
        return new ReplayException(
                failure instanceof UnknownTopicOrPartitionException
                        ? "there is no topic " + topic + "; create it, or name another with --topic"
                        : "cannot ask how long " + topic + " keeps records: " + failure.getMessage(),
                failure);
    }

    private static long ms(Config config) {
        Collection<String> cleanUp =
                List.of(value(config, TopicConfig.CLEANUP_POLICY_CONFIG).split(" *, *", -1));
        boolean byTheirTime =
                value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).equals("CreateTime");
        return byTheirTime && cleanUp.contains(TopicConfig.CLEANUP_POLICY_DELETE)
                ? Long.parseLong(value(config, TopicConfig.RETENTION_MS_CONFIG))
                : FOR_EVER;
    }

    private static String value(Config config, String name) {
        return config.get(name).value();
    }

    /**
     * Whether a record is too old to be kept.
     *
     * @param timestamp of the record, and now: milliseconds since 1970-01-01T00:00:00Z
     */
    boolean isOver(long timestamp, long now) {
        return ms >= 0 && now - timestamp > ms;
    }
}
