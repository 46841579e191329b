package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.app.Execution;
import io.meridian.app.PseudoTerminal;
import io.meridian.app.query.Answer;
import io.meridian.app.query.Figures;
import io.meridian.app.query.WindowRow;
import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code query --watch} over the real server, as people see it and as programs read it. */
class QueryWatchTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Cursor home, all erased. */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final TestServer server = new TestServer();
    private final Path output;

    QueryWatchTest(@TempDir Path folder) {
        this.output = folder.resolve("output");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldShowTheNewStateInPlaceOfTheOldUntilCtrlC() throws Exception {
        show(10);

        try (PseudoTerminal terminal = PseudoTerminal.start(
                output, Map.of(), PseudoTerminal.meridian("query --watch --url " + server.url()))) {
            await().atMost(SOON).untilAsserted(() -> assertThat(terminal.seen()).contains("10.00"));
            show(90);
            await().atMost(SOON).untilAsserted(() -> assertThat(terminal.seen()).contains("90.00"));
            terminal.type(PseudoTerminal.CTRL_C);

            assertThat(terminal.awaitExit()).as(terminal.seen()).isZero();
            String last = terminal.seen().substring(terminal.seen().lastIndexOf(CLEAR));
            assertThat(last).contains("REGION", "90.00").doesNotContain("10.00");
        }
    }

    @Test
    void shouldAddLinesWherePipedWithOneHeaderAndNothingForTerminals() throws Exception {
        show(10);
        Process watch = new ProcessBuilder(
                        "/bin/sh", "-c", PseudoTerminal.meridian("query --watch --output csv --url " + server.url()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(Files.readString(output)).contains(",10.0,"));
            show(90);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(Files.readString(output)).contains(",90.0,"));
            watch.destroy();

            assertThat(watch.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(watch.exitValue()).isZero();
            assertThat(Files.readString(output).lines())
                    .filteredOn(line -> line.startsWith("region,metric,"))
                    .hasSize(1);
            assertThat(Files.readString(output)).doesNotContain("\u001b");
        } finally {
            watch.destroyForcibly();
        }
    }

    @Test
    void shouldEndInOneLineWhereTheInstanceIsGone() {
        String url = server.url().toString();
        server.close();

        Execution watch = Execution.of("query", "--watch", "--url", url);

        assertThat(watch.code()).isEqualTo(1);
        assertThat(watch.output())
                .startsWith("meridian query: " + url + " does not answer")
                .hasLineCount(1);
    }

    private void show(double mean) {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(17, mean, 4);
        server.aggregates.latest = new Answer.Found<>(
                List.of(new WindowRow(new Series("us", "cpu"), 0, 60_000, Status.OPEN, 1, Figures.of(aggregate))));
    }
}
