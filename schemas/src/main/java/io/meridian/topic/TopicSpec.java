package io.meridian.topic;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One topic: what it holds, what is verified when the program starts, and what it gets where the program creates it.
 *
 * @param name the topic's name
 * @param key what its keys are read as
 * @param value what its values are read as
 * @param partitions how many partitions it must have
 * @param cleanup the clean-up policies it must have, all of them and no others
 * @param settings further topic settings that it is created with
 * @param roomAboveRaw where present, how many bytes its {@code max.message.bytes} must be above that of the topic of raw
 *     readings
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record TopicSpec<K, V>(
        String name,
        Class<K> key,
        Class<V> value,
        PartitionRule partitions,
        Set<CleanupPolicy> cleanup,
        Map<String, String> settings,
        OptionalInt roomAboveRaw) {
    static final String FOR_EVER = "-1";

    public TopicSpec {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        requireNonNull(partitions, "partitions");
        requireNonNull(roomAboveRaw, "roomAboveRaw");
        cleanup = Set.copyOf(cleanup);
        settings = Map.copyOf(settings);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: expected the name of a topic, found a blank one");
        }
        if (cleanup.isEmpty()) {
            throw new IllegalArgumentException(name + ": expected a clean-up policy, found none");
        }
    }

    /**
     * The least {@code max.message.bytes} that the topic must have; empty where any will do.
     *
     * @param rawMaxMessageBytes that of the topic of raw readings
     */
    public OptionalInt leastMaxMessageBytes(int rawMaxMessageBytes) {
        return roomAboveRaw.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(
                        (int) Math.min(Integer.MAX_VALUE, (long) rawMaxMessageBytes + roomAboveRaw.getAsInt()));
    }

    /** Whether its records must never be deleted by age. */
    public boolean isKeptForEver() {
        return FOR_EVER.equals(settings.get(TopicConfig.RETENTION_MS_CONFIG));
    }

    /**
     * All topic settings that it is created with, by Kafka's names.
     *
     * @param rawMaxMessageBytes {@code max.message.bytes} of the topic of raw readings
     */
    public Map<String, String> settingsWhenCreated(int rawMaxMessageBytes) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(TopicConfig.CLEANUP_POLICY_CONFIG, CleanupPolicy.setting(cleanup));
        leastMaxMessageBytes(rawMaxMessageBytes)
                .ifPresent(bytes -> all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)));
        return Map.copyOf(all);
    }
}
