package io.meridian.topology.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.topology.settings.CompileResult.Compiled;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SettingsTimelineTest {
    private final SettingsTimeline first = SettingsTimeline.of(generation(1, 100));

    @Test
    void shouldJudgeByTheNewestThatWasEffective() {
        SettingsTimeline timeline = first.with(generation(2, 200)).with(generation(3, 300));

        assertThat(timeline.at(199).generation()).isEqualTo(1);
        assertThat(timeline.at(200).generation()).isEqualTo(2);
        assertThat(timeline.at(299).generation()).isEqualTo(2);
        assertThat(timeline.at(300).generation()).isEqualTo(3);
        assertThat(timeline.at(Long.MAX_VALUE).generation()).isEqualTo(3);
    }

    @Test
    void shouldJudgeByTheOldestKnownBeforeAnyWasEffective() {
        SettingsTimeline timeline = first.with(generation(2, 200));

        assertThat(timeline.at(99).generation()).isEqualTo(1);
        assertThat(timeline.at(0).generation()).isEqualTo(1);
        assertThat(timeline.at(Long.MIN_VALUE).generation()).isEqualTo(1);
    }

    @Test
    void shouldLetALaterGenerationOverrideFromItsOwnTimeOn() {
        SettingsTimeline timeline = first.with(generation(2, 300)).with(generation(3, 200));

        assertThat(timeline.at(199).generation()).isEqualTo(1);
        assertThat(timeline.at(200).generation()).isEqualTo(3);
        assertThat(timeline.at(400).generation()).isEqualTo(3);
        assertThat(timeline.newest().generation()).isEqualTo(3);
        assertThat(timeline.with(generation(4, 200)).at(200).generation()).isEqualTo(4);
    }

    @Test
    void shouldRefuseWhatIsNotNewer() {
        SettingsTimeline timeline = first.with(generation(5, 200));

        assertThatThrownBy(() -> timeline.with(generation(5, 300))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timeline.with(generation(4, 300))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldForgetTheOldestPastItsBound() {
        SettingsTimeline timeline = first;
        for (int i = 2; i <= SettingsTimeline.MAX_GENERATIONS + 10; i++) {
            timeline = timeline.with(generation(i, 100L * i));
        }

        assertThat(timeline.size()).isEqualTo(SettingsTimeline.MAX_GENERATIONS);
        assertThat(timeline.at(0).generation()).isEqualTo(11);
        assertThat(timeline.newest().generation()).isEqualTo(SettingsTimeline.MAX_GENERATIONS + 10);
    }

    @Test
    void shouldForgetSoonerWhereGenerationsAreLarge() {
        StringBuilder metrics = new StringBuilder("metrics:\n");
        for (int i = 0; i < 4_000; i++) {
            metrics.append("  m").append(i).append(": {}\n");
        }
        SettingsTimeline timeline = first;
        for (int i = 2; i < 60; i++) {
            timeline = timeline.with(generation(i, 100L * i, metrics.toString()));
        }

        assertThat(timeline.size()).isBetween(10, 1 + SettingsTimeline.MAX_ENTRIES / 4_000);
        assertThat(timeline.newest().generation()).isEqualTo(59);
    }

    /** What is kept between two readings must never show. */
    @Test
    void shouldAnswerOneTimeAfterAnotherAsItWouldEachByItself() {
        SplittableRandom random = new SplittableRandom(5);
        SettingsTimeline timeline = first;
        SettingsHistory history = new SettingsHistory(timeline.newest());
        SettingsInForce inForce = new SettingsInForce(history);
        for (int i = 0; i < 50_000; i++) {
            if (random.nextInt(500) == 0) {
                timeline = timeline.with(generation(timeline.newest().generation() + 1, random.nextLong(0, 5_000)));
                history.replace(timeline);
                inForce.refresh();
            }
            long timestamp = random.nextInt(50) == 0 ? Long.MAX_VALUE : random.nextLong(0, 6_000);

            assertThat(inForce.at(timestamp).generation())
                    .isEqualTo(timeline.at(timestamp).generation());
        }
    }

    @Test
    void shouldJudgeABatchByWhatWasKnownWhenItBegan() {
        SettingsHistory history = new SettingsHistory(generation(1, 0));
        SettingsInForce inForce = new SettingsInForce(history);
        history.replace(history.timeline().with(generation(2, 10)));

        assertThat(inForce.at(20).generation()).isEqualTo(1);
        inForce.refresh();
        assertThat(inForce.at(20).generation()).isEqualTo(2);
        assertThat(inForce.at(9).generation()).isEqualTo(1);
    }

    private static Settings generation(long generation, long effectiveAt) {
        return generation(generation, effectiveAt, "");
    }

    private static Settings generation(long generation, long effectiveAt, String yaml) {
        Map<String, byte[]> files = Map.of("a.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        return ((Compiled) SettingsCompiler.compile(generation, effectiveAt, files)).settings();
    }
}
