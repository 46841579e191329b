package io.meridian.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {
    private static final String EXAMPLE = "../examples/metrics.csv";

    @Test
    void shouldPrintTheRegionalTableOfTheExample() {
        Execution execution = Execution.of("analyze", EXAMPLE);

        assertThat(execution.code()).as(execution.output()).isZero();
        assertThat(execution.output().lines())
                .containsExactly(
                        "Regional Metrics (Threshold: 50.0)",
                        "Region  Avg Score  Entries",
                        "APAC    78.0       1",
                        "EU      75.5       2",
                        "US      55.0       1");
    }

    @Test
    void shouldPrintForPrograms() {
        assertThat(Execution.of("analyze", EXAMPLE, "--output", "csv").output().lines())
                .containsExactly("region,mean,entries", "APAC,78.0,1", "EU,75.5,2", "US,55.0,1");
        assertThat(Execution.of("analyze", EXAMPLE, "--output", "json", "--threshold", "80")
                        .output())
                .isEqualToIgnoringNewLines("[{\"region\":\"EU\",\"mean\":89.0,\"entries\":1}]");
    }

    @Test
    void shouldFailInOneLine() {
        Execution execution = Execution.of("analyze", "no-such.csv");

        assertThat(execution.code()).isEqualTo(Main.FAILED);
        assertThat(execution.output().lines())
                .containsExactly(
                        "meridian analyze: no-such.csv: expected a CSV or Parquet file, but there is no such file");
    }

    @Test
    void shouldDoNothingToATerminalWhateverTheFileSays(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("x.csv"), "region,score\n\"\u001b[2J\nx\",60\n");

        assertThat(Execution.of("analyze", file.toString()).output()).contains("\\u001b[2J\\u000ax  60.0");
    }
}
