package io.meridian.app.topics;

import io.meridian.app.config.MeridianConfig.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the topics have to be, and how those are made that are missing. */
final class TopicRules {
    /** What raw readings get where nobody has made their topic. */
    static final int DEFAULT_PARTITIONS = 4;

    /** What a broker takes by default, {@code message.max.bytes}. */
    static final int DEFAULT_MAX_MESSAGE_BYTES = 1_048_588;

    /** By how much a dead letter, with its headers, may be larger than the record that it holds. */
    private static final int HEADERS_BYTES = 65_536;

    private static final String FOURTEEN_DAYS_MS = "1209600000";
    private static final String CLEAN_UP = "cleanup.policy";
    private static final Set<String> DELETE = Set.of("delete");
    private static final Set<String> COMPACT_AND_DELETE = Set.of("compact", "delete");

    private final Topics names;
    private final String partialsTopic;

    /** @param partialsTopic the topic between the stages, which Kafka Streams makes by itself */
    TopicRules(Topics names, String partialsTopic) {
        this.names = names;
        this.partialsTopic = partialsTopic;
    }

    /** The topics that have to exist. */
    List<String> needed() {
        return List.of(names.raw(), names.dlq(), names.aggregates(), names.finals());
    }

    /** The partitions to build for: as raw has, or, where the stores have others already, as those. */
    TopicLayout layout(Map<String, TopicFacts> facts) {
        int raw = partitions(facts, names.raw()).orElse(DEFAULT_PARTITIONS);
        return new TopicLayout(raw, partitions(facts, partialsTopic).orElse(raw));
    }

    /** The missing topics, as they have to be beside those that exist. */
    List<NewTopicPlan> missing(Map<String, TopicFacts> facts) {
        TopicLayout layout = layout(facts);
        int rawBytes = Optional.ofNullable(facts.get(names.raw()))
                .map(TopicFacts::maxMessageBytes)
                .orElse(DEFAULT_MAX_MESSAGE_BYTES);
        List<NewTopicPlan> plans = new ArrayList<>(List.of(
                new NewTopicPlan(names.raw(), layout.raw(), Map.of(CLEAN_UP, "delete")),
                new NewTopicPlan(
                        names.dlq(),
                        layout.raw(),
                        Map.of(
                                CLEAN_UP,
                                "delete",
                                "retention.ms",
                                FOURTEEN_DAYS_MS,
                                "max.message.bytes",
                                String.valueOf(rawBytes + HEADERS_BYTES))),
                new NewTopicPlan(names.aggregates(), layout.partials(), Map.of(CLEAN_UP, "compact,delete")),
                new NewTopicPlan(names.finals(), layout.partials(), Map.of(CLEAN_UP, "delete"))));
        plans.removeIf(plan -> facts.containsKey(plan.name()));
        return plans;
    }

    /** Everything that is wrong, one line each. */
    List<String> problems(Map<String, TopicFacts> facts) {
        List<String> problems = new ArrayList<>();
        for (String name : needed()) {
            if (!facts.containsKey(name)) {
                problems.add(name + ": does not exist; create it, or set topics.create=true");
            }
        }
        checkCleanUp(problems, facts, names.raw(), DELETE, "readings would be lost otherwise");
        checkCleanUp(problems, facts, names.dlq(), DELETE, "rejected records would be lost otherwise");
        checkCleanUp(problems, facts, names.aggregates(), COMPACT_AND_DELETE, "it would grow without end otherwise");
        checkCleanUp(problems, facts, names.finals(), DELETE, "corrections of one window would replace it otherwise");
        Optional<Integer> raw = partitions(facts, names.raw());
        raw.ifPresent(count -> checkPartitions(problems, facts, names.dlq(), count, "as " + names.raw() + " has"));
        if (raw.isPresent() || facts.containsKey(partialsTopic)) {
            int stores = layout(facts).partials();
            checkPartitions(problems, facts, names.aggregates(), stores, "as the store has");
            checkPartitions(problems, facts, names.finals(), stores, "as the store has");
        }
        return problems;
    }

    /** What is allowed, but will fail one day. */
    Optional<String> warning(Map<String, TopicFacts> facts) {
        TopicFacts raw = facts.get(names.raw());
        TopicFacts dlq = facts.get(names.dlq());
        if (raw == null || dlq == null || dlq.maxMessageBytes() > raw.maxMessageBytes()) {
            return Optional.empty();
        }
        return Optional.of(names.dlq() + ": max.message.bytes is " + dlq.maxMessageBytes() + ", not above the "
                + raw.maxMessageBytes() + " of " + names.raw()
                + ": a rejected record of that size would not fit with its"
                + " headers, and stop its partition; set it to " + (raw.maxMessageBytes() + HEADERS_BYTES));
    }

    private static void checkPartitions(
            List<String> problems, Map<String, TopicFacts> facts, String name, int expected, String as) {
        Optional.ofNullable(facts.get(name))
                .filter(topic -> topic.partitions() != expected)
                .ifPresent(topic -> problems.add(
                        name + ": has " + topic.partitions() + " partitions, expected " + expected + ", " + as));
    }

    private static void checkCleanUp(
            List<String> problems, Map<String, TopicFacts> facts, String name, Set<String> expected, String reason) {
        Optional.ofNullable(facts.get(name))
                .filter(topic -> !topic.cleanUp().equals(expected))
                .ifPresent(topic -> problems.add(name + ": cleanup.policy is " + joined(topic.cleanUp()) + ", expected "
                        + joined(expected) + "; " + reason));
    }

    private static String joined(Set<String> policies) {
        return String.join(",", policies.stream().sorted().toList());
    }

    private static Optional<Integer> partitions(Map<String, TopicFacts> facts, String name) {
        return Optional.ofNullable(facts.get(name)).map(TopicFacts::partitions);
    }
}
