package io.meridian.topic;

import static io.meridian.topic.CleanupPolicy.COMPACT;
import static io.meridian.topic.CleanupPolicy.DELETE;

import io.meridian.avro.AggregateKey;
import io.meridian.avro.RegionAggregate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The five topics between Meridian and the world.
 *
 * @param raw readings as producers send them, in JSON or in Avro
 * @param deadLetters rejected records, byte for byte
 * @param aggregates every change of every window
 * @param finals each window once it is closed, and its corrections
 * @param config {@code RefreshEvent}s in JSON, by source id; the whole history is kept
 */
public record TelemetryTopics(
        TopicSpec<byte[], byte[]> raw,
        TopicSpec<byte[], byte[]> deadLetters,
        TopicSpec<AggregateKey, RegionAggregate> aggregates,
        TopicSpec<AggregateKey, RegionAggregate> finals,
        TopicSpec<String, byte[]> config) {
    public static final String DEFAULT_RAW = "telemetry.raw";
    public static final String DEFAULT_DEAD_LETTERS = "telemetry.raw.dlq";
    public static final String DEFAULT_AGGREGATES = "telemetry.aggregates";
    public static final String DEFAULT_FINALS = "telemetry.aggregates.final";
    public static final String DEFAULT_CONFIG = "config.refresh";

    /** How many partitions the topic of raw readings gets where Meridian creates it. */
    public static final int RAW_PARTITIONS_WHEN_CREATED = 4;

    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

    /** For the headers of a dead letter: an error's text and stack trace of 2,000 characters each, and the violations. */
    private static final int DEAD_LETTER_HEADER_BYTES = 64 * 1024;

    /** The topics under their default names. */
    public static TelemetryTopics defaults() {
        return named(DEFAULT_RAW, DEFAULT_DEAD_LETTERS, DEFAULT_AGGREGATES, DEFAULT_FINALS, DEFAULT_CONFIG);
    }

    /**
     * The topics under the names that settings give them.
     *
     * @throws IllegalArgumentException if two have one name, or a name is blank
     */
    public static TelemetryTopics named(
            String raw, String deadLetters, String aggregates, String finals, String config) {
        return new TelemetryTopics(
                raw(raw),
                deadLetters(deadLetters),
                aggregates(aggregates, Set.of(COMPACT, DELETE)),
                aggregates(finals, Set.of(DELETE)),
                config(config));
    }

    public TelemetryTopics {
        List<String> names = List.of(raw.name(), deadLetters.name(), aggregates.name(), finals.name(), config.name());
        if (Set.copyOf(names).size() != names.size()) {
            throw new IllegalArgumentException("expected five different topics, found " + String.join(", ", names));
        }
    }

    /** All five, in the order in which a reading meets them. */
    public List<TopicSpec<?, ?>> all() {
        return List.of(raw, deadLetters, aggregates, finals, config);
    }

    private static TopicSpec<byte[], byte[]> raw(String name) {
        return new TopicSpec<>(
                name,
                byte[].class,
                byte[].class,
                new PartitionRule.OwnersChoice(RAW_PARTITIONS_WHEN_CREATED),
                Set.of(DELETE),
                Map.of(),
                OptionalInt.empty());
    }

    private static TopicSpec<byte[], byte[]> deadLetters(String name) {
        return new TopicSpec<>(
                name,
                byte[].class,
                byte[].class,
                new PartitionRule.AsRaw(),
                Set.of(DELETE),
                Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(DEAD_LETTER_RETENTION.toMillis())),
                OptionalInt.of(DEAD_LETTER_HEADER_BYTES));
    }

    private static TopicSpec<AggregateKey, RegionAggregate> aggregates(String name, Set<CleanupPolicy> cleanup) {
        return new TopicSpec<>(
                name,
                AggregateKey.class,
                RegionAggregate.class,
                new PartitionRule.AsStore(),
                cleanup,
                Map.of(),
                OptionalInt.empty());
    }

    private static TopicSpec<String, byte[]> config(String name) {
        return new TopicSpec<>(
                name,
                String.class,
                byte[].class,
                new PartitionRule.Exactly(1),
                Set.of(DELETE),
                Map.of(TopicConfig.RETENTION_MS_CONFIG, TopicSpec.FOR_EVER),
                OptionalInt.empty());
    }
}
