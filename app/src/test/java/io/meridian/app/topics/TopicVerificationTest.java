package io.meridian.app.topics;

import static io.meridian.topic.CleanupPolicy.COMPACT;
import static io.meridian.topic.CleanupPolicy.DELETE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.MeridianConfig.Topics;
import io.meridian.topic.CleanupPolicy;
import io.meridian.topic.TelemetryTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicVerificationTest {
    private static final String PARTIALS = "meridian-partials-repartition";
    private static final InternalTopics INTERNAL =
            InternalTopics.of("meridian", List.of("partials-repartition", "one-changelog", "two-changelog"));
    private static final int MB = 1_048_588;
    private static final long WEEK = 7L * 24 * 60 * 60 * 1_000;

    private final Map<String, TopicFacts> existing = new HashMap<>();
    private final ClusterTopics cluster = new ClusterTopics() {
        @Override
        public Map<String, TopicFacts> describe(Set<String> names) {
            Map<String, TopicFacts> found = new HashMap<>(existing);
            found.keySet().retainAll(names);
            return found;
        }

        @Override
        public void create(List<NewTopicPlan> plans) {
            for (NewTopicPlan plan : plans) {
                int bytes = Integer.parseInt(plan.configs().getOrDefault("max.message.bytes", "" + MB));
                Set<CleanupPolicy> cleanUp =
                        CleanupPolicy.parse(plan.configs().getOrDefault("cleanup.policy", "delete"));
                long retention = Long.parseLong(plan.configs().getOrDefault("retention.ms", "" + WEEK));
                existing.put(plan.name(), new TopicFacts(plan.partitions(), cleanUp, bytes, retention));
            }
        }
    };

    @Test
    void shouldAcceptTheTopicsOfTheContract() {
        exist("raw", 6, "delete", MB).exist("dlq", 6, "delete", MB + 65_536);
        exist("aggregates", 6, "compact,delete", MB)
                .exist("final", 6, "delete", MB)
                .existForEver("config");

        assertThat(verify(false)).isEqualTo(new TopicLayout(6, 6));
    }

    @Test
    void shouldKeepTheStoresPartitionsWhenRawHasGrown() {
        exist("raw", 8, "delete", MB).exist("dlq", 8, "delete", 2 * MB).exist(PARTIALS, 4, "delete", MB);
        exist("aggregates", 4, "compact,delete", MB)
                .exist("final", 4, "delete", MB)
                .existForEver("config");

        assertThat(verify(false)).isEqualTo(new TopicLayout(8, 4));
    }

    @Test
    void shouldGoOnWithTheStateOfThisTopology() {
        existForStateOf(4, 4);

        assertThat(verify(true)).isEqualTo(new TopicLayout(4, 4));
    }

    @Test
    void shouldTakePartialsAloneForAStartThatWasCutShort() {
        exist(PARTIALS, 4, "delete", MB);

        assertThat(verify(true)).isEqualTo(new TopicLayout(4, 4));
    }

    @Test
    void shouldRefuseTheStateOfAnotherTopology() {
        existForStateOf(4, 4);
        existing.remove("meridian-two-changelog");

        assertThat(refused(true))
                .contains(
                        "\n  - meridian-two-changelog: does not exist, but other state of the application does: it belongs to"
                                + " another topology; go back to the build that ran before, or set another application.id, or reset");

        existForStateOf(4, 4);
        existing.remove(PARTIALS);
        assertThat(refused(true)).contains("\n  - " + PARTIALS + ": does not exist, but other state");
    }

    @Test
    void shouldRefuseStateInAnotherNumberOfPartitions() {
        existForStateOf(4, 3);

        assertThat(refused(true).lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith(
                        "  - meridian-two-changelog: has 3 partitions, expected 4, as " + PARTIALS + " has; go back");
    }

    private void existForStateOf(int partitions, int partitionsOfOne) {
        exist(PARTIALS, partitions, "delete", MB).exist("meridian-one-changelog", partitions, "compact", MB);
        exist("meridian-two-changelog", partitionsOfOne, "compact", MB);
    }

    @Test
    void shouldReportAllThatIsMissingTogether() {
        assertThat(refused(false))
                .isEqualTo("topics are not as expected:"
                        + "\n  - raw: does not exist; create it, or set topics.create=true"
                        + "\n  - dlq: does not exist; create it, or set topics.create=true"
                        + "\n  - aggregates: does not exist; create it, or set topics.create=true"
                        + "\n  - final: does not exist; create it, or set topics.create=true"
                        + "\n  - config: does not exist; create it, or set topics.create=true");
    }

    @Test
    void shouldReportAllThatIsWrongTogether() {
        exist("raw", 4, "compact", MB).exist("dlq", 3, "compact,delete", MB);
        exist("aggregates", 5, "compact", MB)
                .exist("final", 6, "compact,delete", MB)
                .exist("config", 2, "delete", MB);

        assertThat(refused(false).lines())
                .hasSize(10)
                .anyMatch(line -> line.equals("  - config: has 2 partitions, expected 1"))
                .anyMatch(line -> line.startsWith("  - config: retention.ms is 604800000, expected -1, "))
                .anyMatch(line -> line.startsWith("  - raw: cleanup.policy is compact, expected "))
                .anyMatch(line -> line.startsWith("  - dlq: cleanup.policy is compact,delete, expected "))
                .anyMatch(line -> line.startsWith("  - aggregates: cleanup.policy is compact, expected compact,delete"))
                .anyMatch(line -> line.startsWith("  - final: cleanup.policy is compact,delete, expected "))
                .anyMatch(line -> line.equals("  - dlq: has 3 partitions, expected 4, as raw has"))
                .anyMatch(line -> line.equals("  - aggregates: has 5 partitions, expected 4, as the store has"))
                .anyMatch(line -> line.equals("  - final: has 6 partitions, expected 4, as the store has"));
    }

    @Test
    void shouldWarnOfADeadLetterTopicThatTheLargestRecordDoesNotFit() {
        exist("raw", 4, "delete", MB).exist("dlq", 4, "delete", MB);
        TopicRules rules =
                new TopicRules(TelemetryTopics.named("raw", "dlq", "aggregates", "final", "config"), INTERNAL);

        assertThat(rules.warning(existing))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith("dlq: max.message.bytes is 1048588, expected at least 1114124:"));
        exist("dlq", 4, "delete", MB + 65_536);
        assertThat(rules.warning(existing)).isEmpty();
    }

    @Test
    void shouldCreateWhatIsMissing() {
        assertThat(verify(true)).isEqualTo(new TopicLayout(4, 4));

        assertThat(existing)
                .isEqualTo(Map.of(
                        "raw", new TopicFacts(4, Set.of(DELETE), MB, WEEK),
                        "dlq", new TopicFacts(4, Set.of(DELETE), MB + 65_536, 2 * WEEK),
                        "aggregates", new TopicFacts(4, Set.of(COMPACT, DELETE), MB, WEEK),
                        "final", new TopicFacts(4, Set.of(DELETE), MB, WEEK),
                        "config", new TopicFacts(1, Set.of(DELETE), MB, -1)));
    }

    @Test
    void shouldFitWhatItCreatesToWhatExists() {
        exist("raw", 2, "delete", 5_000_000).exist(PARTIALS, 3, "delete", MB);

        assertThat(verify(true)).isEqualTo(new TopicLayout(2, 3));
        assertThat(existing.get("dlq")).isEqualTo(new TopicFacts(2, Set.of(DELETE), 5_065_536, 2 * WEEK));
        assertThat(existing.get("final")).isEqualTo(new TopicFacts(3, Set.of(DELETE), MB, WEEK));
    }

    @Test
    void shouldNotMendWhatExistsAndIsWrong() {
        exist("dlq", 3, "delete", 2 * MB);

        assertThat(refused(true)).endsWith("\n  - dlq: has 3 partitions, expected 4, as raw has");
    }

    @Test
    void shouldNameTheAddressWhereNoBrokerAnswers() {
        MeridianConfig config = MeridianConfig.of(Map.of("kafka.bootstrap.servers", "no.such.host.invalid:9092"));

        TopicsException refused = catchThrowableOfType(
                TopicsException.class, () -> TopicVerification.verify(config, List.of("partials-repartition")));

        assertThat(refused).hasMessageContaining("no.such.host.invalid:9092");
    }

    private TopicVerificationTest exist(String name, int partitions, String cleanUp, int maxMessageBytes) {
        existing.put(name, new TopicFacts(partitions, CleanupPolicy.parse(cleanUp), maxMessageBytes, WEEK));
        return this;
    }

    private TopicVerificationTest existForEver(String name) {
        existing.put(name, new TopicFacts(1, Set.of(DELETE), MB, -1));
        return this;
    }

    private TopicLayout verify(boolean create) {
        Topics names = new Topics("raw", "dlq", "aggregates", "final", "config", "redriven", create);
        return new TopicVerification(cluster, names, INTERNAL).verify();
    }

    private String refused(boolean create) {
        TopicsException refused = catchThrowableOfType(TopicsException.class, () -> verify(create));
        return String.valueOf(refused.getMessage());
    }
}
