package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScenarioTest {
    @Test
    void shouldHaveNothingValidAmongTheInvalid() {
        assertThat(Scenario.INVALID.load(7, 2_000)).hasSize(2_000).allMatch(planned -> planned.reading() == null);
    }

    @Test
    void shouldPutNineOfTenOnOnePartition() {
        long first = Scenario.SKEWED.load(7, 10_000).stream()
                .filter(planned -> planned.record().partition() == 0)
                .count();
        assertThat(first).isBetween(8_900L, 9_500L);
    }

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(Scenario.SKEWED.load(7, 100))
                .extracting(planned -> planned.reading())
                .isEqualTo(Scenario.SKEWED.load(7, 100).stream()
                        .map(planned -> planned.reading())
                        .toList());
    }
}
