package io.meridian.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whether the bench works, and not how fast anything is. */
class ThroughputBenchIT {
    @TempDir
    Path directory;

    @Test
    void shouldRunContendersAndCheckWhatTheyPutOut() throws Exception {
        Path table = directory.resolve("table.md");

        int exit = new CommandLine(new ThroughputBench())
                .execute(
                        "--records=20000",
                        "--rounds=1",
                        "--contenders=idiomatic,meridian",
                        "--jvm-options=-Xmx384m",
                        "--directory=" + directory.resolve("data"),
                        "--output=" + table);

        assertThat(exit).isZero();
        assertThat(Files.readString(table))
                .contains("**idiomatic**", "**meridian**", "20000")
                .doesNotContain("WRONG", "not run");
    }

    @Test
    void shouldNameTheContendersThereAre() {
        assertThat(new CommandLine(new ThroughputBench())
                        .setExecutionExceptionHandler((e, command, parsed) -> {
                            assertThat(e).hasMessageContaining("nobody").hasMessageContaining("meridian,");
                            return 3;
                        })
                        .execute("--contenders=nobody"))
                .isEqualTo(3);
    }
}
