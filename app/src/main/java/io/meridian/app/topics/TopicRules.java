package io.meridian.app.topics;

import io.meridian.topic.CleanupPolicy;
import io.meridian.topic.PartitionRule;
import io.meridian.topic.TelemetryTopics;
import io.meridian.topic.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Holds the topics that exist against those that the program needs. */
final class TopicRules {
    /** What a broker takes by default, {@code message.max.bytes}. */
    static final int DEFAULT_MAX_MESSAGE_BYTES = 1_048_588;

    private final TelemetryTopics topics;
    private final InternalTopics internal;

    /** @param internal those that Kafka Streams makes by itself */
    TopicRules(TelemetryTopics topics, InternalTopics internal) {
        this.topics = topics;
        this.internal = internal;
    }

    /** The topics that have to exist. */
    List<TopicSpec<?, ?>> needed() {
        return topics.all();
    }

    /** The partitions to build for: as raw has, or, where the stores have others already, as those. */
    TopicLayout layout(Map<String, TopicFacts> facts) {
        int raw = partitions(facts, topics.raw().name()).orElse(TelemetryTopics.RAW_PARTITIONS_WHEN_CREATED);
        return new TopicLayout(raw, partitions(facts, internal.partials()).orElse(raw));
    }

    /** The missing topics, as they have to be beside those that exist. */
    List<NewTopicPlan> missing(Map<String, TopicFacts> facts) {
        TopicLayout layout = layout(facts);
        int rawBytes = Optional.ofNullable(facts.get(topics.raw().name()))
                .map(TopicFacts::maxMessageBytes)
                .orElse(DEFAULT_MAX_MESSAGE_BYTES);
        return needed().stream()
                .filter(topic -> !facts.containsKey(topic.name()))
                .map(topic -> new NewTopicPlan(
                        topic.name(), expected(topic.partitions(), layout), topic.settingsWhenCreated(rawBytes)))
                .toList();
    }

    /** Everything that is wrong, one line each. */
    List<String> problems(Map<String, TopicFacts> facts) {
        List<String> problems = new ArrayList<>();
        for (TopicSpec<?, ?> topic : needed()) {
            TopicFacts found = facts.get(topic.name());
            if (found == null) {
                problems.add(topic.name() + ": does not exist; create it, or set topics.create=true");
                continue;
            }
            if (!found.cleanUp().equals(topic.cleanup())) {
                problems.add(topic.name() + ": cleanup.policy is " + CleanupPolicy.setting(found.cleanUp())
                        + ", expected " + CleanupPolicy.setting(topic.cleanup()));
            }
            if (topic.isKeptForEver() && found.retentionMs() >= 0) {
                problems.add(topic.name() + ": retention.ms is " + found.retentionMs()
                        + ", expected -1, as it is read from its beginning at each start");
            }
            checkPartitions(topic, found, facts).ifPresent(problems::add);
        }
        problems.addAll(internal.problems(facts));
        return problems;
    }

    /** What is allowed, but will fail one day. */
    Optional<String> warning(Map<String, TopicFacts> facts) {
        TopicFacts raw = facts.get(topics.raw().name());
        TopicFacts dlq = facts.get(topics.deadLetters().name());
        if (raw == null || dlq == null) {
            return Optional.empty();
        }
        OptionalInt least = topics.deadLetters().leastMaxMessageBytes(raw.maxMessageBytes());
        if (least.isEmpty() || dlq.maxMessageBytes() >= least.getAsInt()) {
            return Optional.empty();
        }
        return Optional.of(topics.deadLetters().name() + ": max.message.bytes is " + dlq.maxMessageBytes()
                + ", expected at least " + least.getAsInt() + ": a rejected record as large as "
                + topics.raw().name() + " takes would not fit with its headers, and hold up its partition");
    }

    private Optional<String> checkPartitions(TopicSpec<?, ?> topic, TopicFacts found, Map<String, TopicFacts> facts) {
        boolean rawKnown = facts.containsKey(topics.raw().name());
        boolean storeKnown = rawKnown || facts.containsKey(internal.partials());
        PartitionRule rule = topic.partitions();
        boolean unknown = rule instanceof PartitionRule.OwnersChoice
                || (rule instanceof PartitionRule.AsRaw && !rawKnown)
                || (rule instanceof PartitionRule.AsStore && !storeKnown);
        int expected = expected(rule, layout(facts));
        if (unknown || found.partitions() == expected) {
            return Optional.empty();
        }
        String as = rule instanceof PartitionRule.AsRaw
                ? ", as " + topics.raw().name() + " has"
                : rule instanceof PartitionRule.AsStore ? ", as the store has" : "";
        return Optional.of(topic.name() + ": has " + found.partitions() + " partitions, expected " + expected + as);
    }

    private static int expected(PartitionRule rule, TopicLayout layout) {
        if (rule instanceof PartitionRule.OwnersChoice choice) {
            return choice.whenCreated();
        }
        if (rule instanceof PartitionRule.Exactly exactly) {
            return exactly.count();
        }
        return rule instanceof PartitionRule.AsRaw ? layout.raw() : layout.partials();
    }

    private static Optional<Integer> partitions(Map<String, TopicFacts> facts, String name) {
        return Optional.ofNullable(facts.get(name)).map(TopicFacts::partitions);
    }
}
