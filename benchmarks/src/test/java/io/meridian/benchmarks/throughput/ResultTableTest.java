package io.meridian.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final Contender DRAIN = contender("drain");
    private static final Contender MERIDIAN = contender("meridian");
    private static final KeptBytes NOTHING = new KeptBytes(0, Map.of());

    @Test
    void shouldShowMediansAndTheRatioOfEachRound() {
        String table = new ResultTable(List.of(
                        result("drain", 1, 1_000_000),
                        result("meridian", 1, 500_000),
                        result("drain", 2, 2_000_000),
                        result("meridian", 2, 500_000),
                        result("drain", 3, 1_000_000),
                        result("meridian", 3, 600_000)))
                .markdown(List.of(DRAIN, MERIDIAN));

        assertThat(table.lines().skip(2))
                .satisfiesExactly(
                        row -> assertThat(row)
                                .contains("**drain**", "1000 k (1000 k–2000 k)")
                                .endsWith("0.50 (0.25–0.60) × |"),
                        row -> assertThat(row)
                                .contains("**meridian**", "500 k (500 k–600 k)")
                                .endsWith("1.00 (1.00–1.00) × |"));
    }

    @Test
    void shouldShowNoFiguresOfOneThatWasWrong() {
        String table = new ResultTable(List.of(
                        result("meridian", 1, 500_000),
                        new RunResult("drain", 1, figures(9_000), NOTHING, Optional.of("a window is missing"))))
                .markdown(List.of(DRAIN, MERIDIAN));

        assertThat(table).contains("WRONG: a window is missing").doesNotContain("9 k");
    }

    private static RunResult result(String contender, int round, double figure) {
        return new RunResult(contender, round, figures(figure), NOTHING, Optional.empty());
    }

    private static Figures figures(double figure) {
        return new Figures(figure, figure, figure, figure, 300);
    }

    private static Contender contender(String name) {
        return new Contender(name, "", "", "", (task, folder) -> List.of(), OutputForm.NONE);
    }
}
