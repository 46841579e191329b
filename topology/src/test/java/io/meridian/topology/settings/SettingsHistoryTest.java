package io.meridian.topology.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.topology.settings.CompileResult.Compiled;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsHistoryTest {
    private final SettingsHistory history = new SettingsHistory(generation(1, 100));

    @Test
    void shouldJudgeByTheNewestThatWasEffective() {
        history.add(generation(2, 200));

        assertThat(history.at(199).generation()).isEqualTo(1);
        assertThat(history.at(200).generation()).isEqualTo(2);
    }

    @Test
    void shouldJudgeByTheOldestKnownBeforeAnyWasEffective() {
        history.add(generation(2, 200));

        assertThat(history.at(0).generation()).isEqualTo(1);
    }

    @Test
    void shouldLetALaterGenerationOverrideFromItsOwnTimeOn() {
        history.add(generation(2, 300));
        history.add(generation(3, 200));

        assertThat(history.at(199).generation()).isEqualTo(1);
        assertThat(history.at(200).generation()).isEqualTo(3);
        assertThat(history.at(400).generation()).isEqualTo(3);
    }

    @Test
    void shouldRefuseWhatIsNotNewer() {
        history.add(generation(5, 200));

        assertThat(history.add(generation(5, 300))).isFalse();
        assertThat(history.add(generation(4, 300))).isFalse();
        assertThat(history.newest().generation()).isEqualTo(5);
    }

    private static Settings generation(long generation, long effectiveAt) {
        return ((Compiled) SettingsCompiler.compile(generation, effectiveAt, Map.of())).settings();
    }
}
