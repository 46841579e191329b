package io.meridian.app.rights;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.meridian.app.config.MeridianConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.streams.StreamsConfig;

/** What each part of Meridian needs on the cluster, and no more. No right on the cluster itself is among it. */
public final class NeededRights {
    private NeededRights() {}

    /** Of an instance, {@code meridian run}; with those to create topics where {@code topics.create} says so. */
    public static List<Right> ofRun(MeridianConfig config) {
        MeridianConfig.Topics topics = config.topics();
        String prefix = prefix(config);
        List<Right> rights = new ArrayList<>(List.of(
                Right.topic(topics.raw(), READ, "read the readings"),
                Right.topic(topics.dlq(), WRITE, "write what is rejected"),
                Right.topic(topics.dlq(), READ, "show dead letters at /v1/dead-letters"),
                Right.topic(topics.aggregates(), WRITE, "write every change"),
                Right.topic(topics.aggregates(), READ, "show changes at /v1/stream"),
                Right.topic(topics.finals(), WRITE, "write closed windows"),
                Right.topic(topics.config(), READ, "follow the settings")));
        for (String topic : external(topics)) {
            rights.add(Right.topic(topic, DESCRIBE_CONFIGS, "verify the topic at start"));
            if (topics.create()) {
                rights.add(Right.topic(topic, CREATE, "create the topic where it is missing"));
            }
        }
        rights.add(internal(prefix, READ, "read partials and restore stores"));
        rights.add(internal(prefix, WRITE, "write partials and changelogs"));
        rights.add(internal(prefix, CREATE, "create the internal topics"));
        rights.add(internal(prefix, DELETE, "delete partials that are done with"));
        rights.add(internal(prefix, DESCRIBE_CONFIGS, "verify the internal topics at start"));
        rights.add(Right.group(config.applicationId(), "share the work as a group"));
        if (config.guarantee().equals(StreamsConfig.EXACTLY_ONCE_V2)) {
            rights.add(transactions(prefix, "count each reading once"));
        }
        return List.copyOf(rights);
    }

    /** What sending back dead letters needs beside what an instance has, over REST or by {@code meridian dlq redrive}. */
    public static List<Right> ofRedrive(MeridianConfig config) {
        MeridianConfig.Topics topics = config.topics();
        List<Right> rights = new ArrayList<>(List.of(
                Right.topic(topics.raw(), WRITE, "send dead letters back"),
                Right.topic(topics.redriven(), READ, "know what was sent back"),
                Right.topic(topics.redriven(), WRITE, "note what was sent back"),
                Right.topic(topics.redriven(), DESCRIBE_CONFIGS, "verify the topic"),
                Right.topic(topics.raw(), DESCRIBE_CONFIGS, "verify the topic"),
                Right.topic(topics.dlq(), READ, "read dead letters"),
                transactions(prefix(config), "send each back once")));
        if (topics.create()) {
            rights.add(Right.topic(topics.redriven(), CREATE, "create the topic where it is missing"));
        }
        return List.copyOf(rights);
    }

    /** Of a producer of readings, such as {@code meridian produce}. */
    public static List<Right> ofProducer(MeridianConfig config) {
        return List.of(Right.topic(config.topics().raw(), WRITE, "send readings"));
    }

    /** What {@code meridian produce --file} would have beside that; without it, it says so and goes on. */
    public static List<Right> ofReplay(MeridianConfig config) {
        return List.of(Right.topic(
                config.topics().raw(), DESCRIBE_CONFIGS, "warn of readings that are older than the topic keeps"));
    }

    /** Of a standalone Connect worker with the source of settings, beside nothing of its own. */
    public static List<Right> ofConfigSource(MeridianConfig config) {
        return List.of(Right.topic(config.topics().config(), WRITE, "write refresh events"));
    }

    /**
     * Of the sink that asks caches to refresh.
     *
     * @param connector its name
     */
    public static List<Right> ofRefreshSink(MeridianConfig config, String connector) {
        return List.of(
                Right.topic(config.topics().config(), READ, "read refresh events"),
                Right.group("connect-" + connector, "keep its place"));
    }

    private static List<String> external(MeridianConfig.Topics topics) {
        return List.of(topics.raw(), topics.dlq(), topics.aggregates(), topics.finals(), topics.config());
    }

    /** How the names begin of everything that Kafka Streams makes for the application. */
    static String prefix(MeridianConfig config) {
        return config.applicationId() + "-";
    }

    private static Right internal(String prefix, AclOperation operation, String why) {
        return Right.prefixed(ResourceType.TOPIC, prefix, operation, why);
    }

    private static Right transactions(String prefix, String why) {
        return Right.prefixed(ResourceType.TRANSACTIONAL_ID, prefix, WRITE, why);
    }
}
