package io.meridian.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryTopicsTest {
    private static final int RAW_MAX = 1_048_588;

    private final TelemetryTopics topics = TelemetryTopics.defaults();

    @Test
    void shouldHaveTheNamesOfTheContract() {
        assertThat(topics.all())
                .extracting(TopicSpec::name)
                .containsExactly(
                        "telemetry.raw",
                        "telemetry.raw.dlq",
                        "telemetry.aggregates",
                        "telemetry.aggregates.final",
                        "config.refresh");
    }

    @Test
    void shouldTakeTheNamesOfSettings() {
        assertThat(TelemetryTopics.named("a", "b", "c", "d", "e").all())
                .extracting(TopicSpec::name)
                .containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void shouldHaveThePartitionsOfTheContract() {
        assertThat(topics.all())
                .extracting(TopicSpec::partitions)
                .containsExactly(
                        new PartitionRule.OwnersChoice(4),
                        new PartitionRule.AsRaw(),
                        new PartitionRule.AsStore(),
                        new PartitionRule.AsStore(),
                        new PartitionRule.Exactly(1));
    }

    @Test
    void shouldBeCreatedWithTheSettingsOfTheContract() {
        assertThat(topics.all())
                .extracting(topic -> topic.settingsWhenCreated(RAW_MAX))
                .containsExactly(
                        Map.of("cleanup.policy", "delete"),
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", "1209600000",
                                "max.message.bytes", "1114124"),
                        Map.of("cleanup.policy", "compact,delete"),
                        Map.of("cleanup.policy", "delete"),
                        Map.of("cleanup.policy", "delete", "retention.ms", "-1"));
    }

    @Test
    void shouldAskForRoomOfDeadLettersAlone() {
        assertThat(topics.deadLetters().leastMaxMessageBytes(RAW_MAX)).hasValue(RAW_MAX + 65_536);
        assertThat(topics.deadLetters().leastMaxMessageBytes(Integer.MAX_VALUE)).hasValue(Integer.MAX_VALUE);
        assertThat(topics.raw().leastMaxMessageBytes(RAW_MAX)).isEmpty();
    }

    @Test
    void shouldRefuseOneNameForTwoTopics() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelemetryTopics.named("a", "b", "c", "d", "a"))
                .withMessageContaining("a, b, c, d, a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact,delete", "delete,compact", " Delete , COMPACT "})
    void shouldReadCleanupPoliciesInAnyOrder(String setting) {
        assertThat(CleanupPolicy.parse(setting)).isEqualTo(topics.aggregates().cleanup());
    }

    @Test
    void shouldReadNoCleanupPolicy() {
        assertThat(CleanupPolicy.parse("")).isEqualTo(Set.of());
    }

    @Test
    void shouldRefuseFewerThanOnePartition() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PartitionRule.Exactly(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PartitionRule.OwnersChoice(0));
    }
}
