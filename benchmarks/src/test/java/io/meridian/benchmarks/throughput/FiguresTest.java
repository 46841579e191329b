package io.meridian.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void shouldCountFromTheFirstProgressAndFromTheMiddle() {
        Figures figures = Figures.of(
                List.of(
                        new Sample(1, 0, 2),
                        new Sample(2, 0, 4),
                        new Sample(4, 400, 8),
                        new Sample(6, 600, 10),
                        new Sample(7, 1_000, 11)),
                1_000,
                77);

        assertThat(figures.perSecond()).isEqualTo(1_000 / 5.0);
        assertThat(figures.perCpuSecond()).isEqualTo(1_000 / 11.0);
        assertThat(figures.settledPerSecond()).isEqualTo(400 / 1.0);
        assertThat(figures.settledPerCpuSecond()).isEqualTo(400 / 1.0);
        assertThat(figures.peakMegabytes()).isEqualTo(77);
    }

    @Test
    void shouldTakeTheMiddleOfFigures() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1, 4));
    }
}
