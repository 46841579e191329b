package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The parts of the page that reckon, one by one, where they run. */
class PageModulesIT extends InBrowser {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
        browser.open(server.url(), "");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** What an expression over a module is. */
    private static @Nullable Object of(String module, String expression) {
        return browser.later("""
                const done = arguments[arguments.length - 1];
                import(new URL('page/' + arguments[0] + '.js', document.baseURI))
                  .then((module) => done((%s)(module)), (error) => done(String(error)));
                """.formatted(expression), module);
    }

    @Test
    void shouldReadEventsWhereverTheirBytesAreCut() {
        assertThat(of("stream", """
                ({ Lines }) => {
                  const sent = ':\\n\\nid: a\\ndata: {"x":1}\\n\\ndata:two\\r\\ndata: lines\\r\\n\\r\\n:\\n\\n';
                  const results = new Set();
                  for (let cut = 0; cut <= sent.length; cut++) {
                    const events = [];
                    const lines = new Lines((data) => events.push(data));
                    lines.take(sent.slice(0, cut));
                    lines.take(sent.slice(cut));
                    results.add(JSON.stringify(events));
                  }
                  return [...results];
                }""")).isEqualTo(List.of("[\"{\\\"x\\\":1}\",\"two\\nlines\"]"));
    }

    @Test
    void shouldMakeRatesOfCountsThatMayBeginAnew() {
        assertThat(of("rates", """
                ({ Rates }) => {
                  const rates = new Rates();
                  const look = (accepted, late, now, more = []) => rates.take(
                    [{ instance: 'a', ingest: { accepted, rejected: { LATE: late } } }, ...more], now);
                  const fresh = [{ instance: 'b', ingest: { accepted: 9000, rejected: {} } }];
                  return [look(100, 0, 0), look(300, 4, 2000), look(30, 0, 3000), look(30, 0, 4000, fresh)].map(JSON.stringify);
                }"""))
                .isEqualTo(List.of(
                        "null",
                        "{\"accepted\":100,\"rejected\":2}",
                        "{\"accepted\":30,\"rejected\":0}",
                        "{\"accepted\":0,\"rejected\":0}"));
    }

    @Test
    void shouldOfferStepsThatTheInstanceAnswers() {
        assertThat(of("steps", "({ stepsFor }) => stepsFor('24h', 60000)"))
                .isEqualTo(List.of("5m", "15m", "30m", "1h", "6h"));
        assertThat(of("steps", "({ stepsFor }) => stepsFor('15m', 7000)")).isEqualTo(List.of());
        assertThat(of(
                        "steps",
                        "({ bestStep }) => [bestStep('1h', 60000), bestStep('7d', 60000), bestStep('15m', 7000)]"))
                .isEqualTo(List.of(60_000L, 1_800_000L, 7_000L));
    }

    @Test
    void shouldLeaveAGapWhereNothingWasCounted() {
        assertThat(of("steps", """
                ({ columns }) => {
                  const row = (start, mean, revision) => ({ window: { start: new Date(start).toISOString() }, mean, revision });
                  return columns([row(3000, 7, 2), row(1000, 5, 0)], 0, 1000, ['mean']);
                }"""))
                .isEqualTo(Map.of(
                        "data",
                        List.of(List.of(0L, 1L, 2L, 3L), java.util.Arrays.asList(null, 5L, null, 7L)),
                        "corrected",
                        List.of(3L)));
    }

    @Test
    void shouldWriteNumbersAndTimesForPeople() {
        assertThat(
                        of(
                                "format",
                                "({ value }) => [value(78.4), value(-0.001), value(0), value(null), value(1234567.891), value(2e12)]"))
                .isEqualTo(List.of("78.40", "-1E-3", "0.00", "–", "1,234,567.89", "2E12"));
        assertThat(
                        of(
                                "format",
                                "({ length }) => [length(-5), length(842), length(2500), length(75000), length(9e6), length(2e8)]"))
                .isEqualTo(List.of("0 ms", "842 ms", "2.5 s", "1 min 15 s", "2 h 30 min", "2 d 7 h"));
        assertThat(of("format", "({ visible, moment }) => [visible('a\\u202eb\\u0007'), moment('never')]"))
                .isEqualTo(List.of("a⟨U+202E⟩b⟨U+0007⟩", "never"));
    }
}
