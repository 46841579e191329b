package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.app.fleet.Trio;
import io.meridian.local.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the real program: two instances on a real broker, one of which dies. */
class PageFleetIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int READINGS = 2_400;

    /** By metric what a row shows: the mean, the count, the window's status. */
    private static final String ROWS = """
            return Object.fromEntries([...document.querySelectorAll('.table-row')].map((row) =>
              [row.querySelector('.cell-metric').innerText,
               ['mean', 'count', 'status'].map((cell) => row.querySelector('.cell-' + cell).innerText).join(' ')]));
            """;

    @Test
    void shouldShowWhatRestSaysMoveWithItAndGoOnAfterItsInstanceWasKilled(
            @TempDir Path directory, @TempDir Path profile) throws Exception {
        try (Browser browser = Browser.start(profile);
                Trio trio = new Trio(directory)) {
            trio.start(0);
            trio.start(1);
            awaitReady(trio, 0);
            awaitReady(trio, 1);
            browser.open(trio.url(0), "");
            browser.says(".empty", "Nothing has been counted yet");

            ChildProcess load = trio.produce(600, READINGS);
            await().atMost(LONG).until(() -> browser.texts(".table-row").size() == 6);
            shouldBeAtMostASecondBehind(browser, trio);
            assertThat(load.awaitExit(LONG)).isTrue();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(rest(trio))
                            .hasSize(6)
                            .allSatisfy((metric, row) -> assertThat(row).endsWith("Final")));
            Browser.soon(() -> assertThat(browser.run(ROWS)).isEqualTo(rest(trio)));

            browser.screenshot("real");
            browser.run("location.hash = '#/series?region=unassigned&metric=cpu_load&span=15m'");
            browser.says(".series .note", "Drag to zoom");
            browser.screenshot("real-series");
            browser.run("location.hash = '#/health'");
            browser.says("[data-figure=rejected]", "0 of 2,400");
            Browser.soon(
                    () -> assertThat(browser.texts(".health .list tbody th")).containsExactlyInAnyOrder("i0", "i1"));

            trio.kill(0);
            browser.says("#notices", "Connection lost");
            trio.start(0);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(browser.text("#connection")).contains("Live"));
            browser.run("location.hash = '#/'");
            Object before = browser.run(ROWS);
            trio.produce(300, 300);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(browser.run(ROWS)).isNotEqualTo(before));
        }
    }

    private static void awaitReady(Trio trio, int instance) {
        await().atMost(LONG).until(() -> trio.status(instance, "/ready") == 200);
    }

    private static void shouldBeAtMostASecondBehind(Browser browser, Trio trio) throws Exception {
        String newest = Trio.json(trio.get(1, "/v1/aggregates/latest?metric=cpu_load"))
                .at("/rows/0/window/start")
                .asText();
        int counted = Trio.json(trio.get(1, "/v1/aggregates/latest?metric=cpu_load"))
                .at("/rows/0/count")
                .asInt();
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> browser.is("""
                [...document.querySelectorAll('.table-row')].some((row) => row.innerText.includes('cpu_load')
                  && (Number(row.querySelector('.cell-count').innerText.replace(/\\D/g, '')) >= arguments[1]
                    || Date.parse(row.querySelector('.cell-window').title) > Date.parse(arguments[0])))""", newest, counted));
    }

    private static Map<String, String> rest(Trio trio) throws Exception {
        Map<String, String> rows = new TreeMap<>();
        for (JsonNode row : Trio.json(trio.get(1, "/v1/aggregates/latest")).get("rows")) {
            rows.put(
                    row.get("metric").asText(),
                    "%.2f %,d %s"
                            .formatted(
                                    row.get("mean").asDouble(),
                                    row.get("count").asLong(),
                                    row.get("status").asText().equals("FINAL") ? "Final" : "Open"));
        }
        return rows;
    }
}
