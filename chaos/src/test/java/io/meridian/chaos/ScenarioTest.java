package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.exactness.Oracle;
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
    void shouldHaveAThousandRegionsOfTenMetrics() {
        Oracle oracle =
                new Oracle(Scenario.REGIONS.load(7, 200_000), Regions.thousand().ofDevice());
        assertThat(oracle.windows().keySet().stream().map(Oracle.Window::region).distinct())
                .hasSize(1_001)
                .contains("r-000", "r-999", "unassigned");
        assertThat(oracle.windows().keySet().stream().map(Oracle.Window::metric).distinct())
                .hasSize(10);
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
