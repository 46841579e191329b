package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.Execution;
import io.meridian.app.PseudoTerminal;
import io.meridian.app.query.Answer;
import io.meridian.app.query.Failure;
import io.meridian.app.query.Figures;
import io.meridian.app.query.Page;
import io.meridian.app.query.WindowRow;
import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line over the real server. */
class QueryCommandTest {
    private static final long START = Instant.parse("2025-03-12T14:30:00Z").toEpochMilli();

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldShowTheNewestWindows() {
        server.aggregates.latest = new Answer.Found<>(List.of(row("us", 0, 71.25), row("eu", 0, 50)));

        Execution query = query();

        assertThat(query.code()).as(query.output()).isZero();
        assertThat(query.output().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "REGION METRIC START STATUS REVISION COUNT MEAN MIN P50 P90 P99 MAX DEVICES",
                        "us cpu 2025-03-12T14:30:00Z FINAL 2 1 71.25 71.25 71.25 71.25 71.25 71.25 1",
                        "eu cpu 2025-03-12T14:30:00Z FINAL 2 1 50.00 50.00 50.00 50.00 50.00 50.00 1");
    }

    @Test
    void shouldAskForWhatIsWanted() {
        query(
                "range",
                "--region",
                "a&b=c",
                "--metric",
                "cpu",
                "--threshold",
                "50",
                "--status",
                "FINAL",
                "--limit",
                "7");

        assertThat(server.aggregates.windowsQueries).hasSize(1).first().satisfies(asked -> {
            assertThat(asked.selection().region()).contains("a&b=c");
            assertThat(asked.filter().threshold()).isEqualTo(OptionalDouble.of(50));
            assertThat(asked.limit()).isEqualTo(7);
        });
        query("rollup", "--step", "5m", "--by", "none", "--from", "2025-03-12T14:30:00Z");
        assertThat(server.aggregates.rollupQueries).hasSize(1);
    }

    @Test
    void shouldGoThroughPagesUpToItsLimit() {
        List<WindowRow> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(row("us", i, i));
        }
        server.aggregates.windows =
                new Answer.Found<>(new Page(rows, Optional.of(rows.get(999).position())));

        assertThat(query("range", "--limit", "2500", "--output", "json")
                        .output()
                        .lines())
                .hasSize(2_500)
                .allMatch(line -> line.startsWith("{\"region\":\"us\""));
        assertThat(server.aggregates.windowsQueries).hasSize(3);
    }

    @Test
    void shouldPrintForPrograms() {
        server.aggregates.latest = new Answer.Found<>(List.of(row("a,\"b\"", 0, 71.256)));

        assertThat(query("--output", "csv").output().lines())
                .containsExactly(
                        "region,metric,start,end,status,revision,count,mean,stddev,min,p50,p90,p99,max,sum,devices",
                        "\"a,\"\"b\"\"\",cpu,2025-03-12T14:30:00Z,2025-03-12T14:31:00Z,FINAL,2,1,71.256,,71.256,71.256,71.256,"
                                + "71.256,71.256,71.256,1");
    }

    @Test
    void shouldSayWhatIsMissing() {
        server.aggregates.latest = new Answer.Found<>(
                List.of(row("us", 0, 1)), List.of(new Failure("b:1", "cannot be reached")), List.of());

        Execution query = query();

        assertThat(query.code()).isZero();
        assertThat(query.output()).contains("the answer is not whole: b:1: cannot be reached");
    }

    @Test
    void shouldFailInOneLineWhereTheInstanceRefusesOrIsAway() {
        assertThat(query("--threshold", "much"))
                .satisfies(query -> assertThat(query.code()).isEqualTo(1))
                .extracting(Execution::output)
                .asString()
                .startsWith("meridian query: " + server.url() + " refuses: 400")
                .hasLineCount(1);
        assertThat(Execution.of("query", "--url", "http://127.0.0.1:1"))
                .satisfies(query -> assertThat(query.code()).isEqualTo(1))
                .extracting(Execution::output)
                .asString()
                .startsWith("meridian query: http://127.0.0.1:1 does not answer")
                .hasLineCount(1);
        assertThat(query("latest", "--limit", "0").code()).isEqualTo(2);
        assertThat(query("newest").code()).isEqualTo(2);
    }

    @Test
    void shouldDoNothingToATerminalWhateverTheNames() {
        server.aggregates.latest = new Answer.Found<>(List.of(row("\u001b[2J\nus", 0, 1)));

        assertThat(query().output()).contains("\\u001b[2J\\u000aus").doesNotContain("\u001b");
    }

    @Test
    void shouldDrawOnATerminalAloneAndNoColourWhereNoneIsWanted(@TempDir Path folder) throws Exception {
        server.aggregates.windows = new Answer.Found<>(
                new Page(List.of(row("us", 2, 30), row("us", 1, 90), row("us", 0, 10)), Optional.empty()));

        String seen = onTerminal(folder.resolve("seen"), Map.of());
        assertThat(seen).contains("\u001b[1mREGION", "▁█▃  us cpu  10.00 to 90.00");
        assertThat(onTerminal(folder.resolve("plain"), Map.of("NO_COLOR", "1")))
                .contains("▁█▃")
                .doesNotContain("\u001b[");
        assertThat(onTerminal(folder.resolve("ascii"), Map.of("LC_ALL", "C"))).doesNotContain("▁");
        assertThat(query("range").output()).doesNotContain("\u001b[", "▁").contains("REGION");
    }

    private String onTerminal(Path output, Map<String, String> environment) throws Exception {
        try (PseudoTerminal terminal = PseudoTerminal.start(
                output, environment, PseudoTerminal.meridian("query range --url " + server.url()))) {
            assertThat(terminal.awaitExit()).as(terminal.seen()).isZero();
            return terminal.seen();
        }
    }

    private Execution query(String... arguments) {
        List<String> line = new ArrayList<>(List.of("query"));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--url", server.url().toString()));
        return Execution.of(line.toArray(String[]::new));
    }

    private static WindowRow row(String region, int minute, double mean) {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(17, mean, 4);
        long start = START + minute * 60_000L;
        return new WindowRow(new Series(region, "cpu"), start, start + 60_000, Status.FINAL, 2, Figures.of(aggregate));
    }
}
