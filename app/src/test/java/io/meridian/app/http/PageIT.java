package io.meridian.app.http;

import static io.meridian.app.http.PageData.HOSTILE;
import static io.meridian.app.http.PageData.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.health.Phase;
import io.meridian.app.query.Answer;
import io.meridian.app.query.Failure;
import io.meridian.app.query.RollupQuery;
import io.meridian.topology.closing.Status;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows and how it goes on, in a real browser and from the real server. */
class PageIT extends InBrowser {
    private static final String FIRST = ".table-row[aria-rowindex='2'] ";

    @BeforeEach
    void onADesk() {
        browser.screen(1440, 900, false);
    }

    @Test
    void shouldShowWhatRestSays() {
        try (TestServer server = new TestServer()) {
            server.aggregates.latest = new Answer.Found<>(List.of(
                    row("eu", "cpu_load", 10, 20.5),
                    row("us", "cpu_load", PageData.now(), Status.FINAL, 2, 70, 80, 90.03)));
            browser.open(server.url(), "");

            browser.says(FIRST + ".cell-region", "us");
            assertThat(browser.text(FIRST + ".cell-metric")).isEqualTo("cpu_load");
            assertThat(browser.text(FIRST + ".cell-mean")).isEqualTo("80.01");
            assertThat(browser.text(FIRST + ".cell-count")).isEqualTo("3");
            assertThat(browser.text(FIRST + ".cell-devices")).isEqualTo("3");
            assertThat(browser.text(FIRST + ".cell-status")).contains("Final", "2 corrections");
            assertThat(browser.texts(".table-row .cell-mean")).containsExactly("80.01", "15.25");
            assertThat(browser.texts(".table-row .cell-status").get(1)).isEqualTo("Open");
            assertThat(browser.texts(".facts dd")).startsWith("2", "5", "1", "1");
        }
    }

    @Test
    void shouldFollowAChangeWithinASecond() {
        try (TestServer server = new TestServer()) {
            server.aggregates.latest = new Answer.Found<>(List.of(row("eu", "cpu_load", 10), row("us", "cpu_load", 5)));
            browser.open(server.url(), "");
            browser.says(FIRST + ".cell-mean", "10.00");
            browser.says("#connection", "Live");

            server.changes.add(row("eu", "cpu_load", 10, 30));
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(10))
                    .untilAsserted(
                            () -> assertThat(browser.text(FIRST + ".cell-mean")).isEqualTo("20.00"));
            server.changes.add(row("latam", "cpu_load", 99));
            browser.says(FIRST + ".cell-region", "latam");
            server.changes.add(row("eu", "cpu_load", 10));
            server.changes.add(row("us", "cpu_load", 7, 8));
            Browser.soon(() -> assertThat(browser.texts(".table-row .cell-mean"))
                    .as("what tells less of a window does not replace what tells more")
                    .containsExactly("99.00", "20.00", "7.50"));
        }
    }

    @Test
    void shouldGoOnAfterTheInstanceWasRestarted() {
        URI url;
        try (TestServer server = new TestServer()) {
            url = server.url();
            server.aggregates.latest = new Answer.Found<>(List.of(row("eu", "cpu_load", 10)));
            browser.open(url, "");
            browser.says(FIRST + ".cell-mean", "10.00");
            browser.says("#connection", "Live");
        }
        browser.says("#notices", "Connection lost");
        assertThat(browser.text("#notices")).contains("as of");
        assertThat(browser.text(FIRST + ".cell-mean")).isEqualTo("10.00");
        browser.screenshot("broken");

        try (TestServer server = new TestServer(Rest.at(url))) {
            server.aggregates.latest = new Answer.Found<>(List.of(row("eu", "cpu_load", 10, 20)));
            browser.says("#connection", "Live");
            browser.says(FIRST + ".cell-mean", "15.00");
            assertThat(browser.text("#notices")).isEmpty();
            server.changes.add(row("eu", "cpu_load", 10, 20, 60));
            browser.says(FIRST + ".cell-mean", "30.00");
        }
    }

    @Test
    void shouldFilterAndSortAsAsked() {
        try (TestServer server = new TestServer()) {
            server.aggregates.latest = new Answer.Found<>(List.of(
                    row("eu", "cpu_load", 10), row("us", "cpu_load", 50), row("us", "humidity", 50.5, 60.5, 70.5)));
            browser.open(server.url(), "#/?threshold=50");
            browser.says(FIRST + ".cell-metric", "humidity");
            assertThat(browser.texts(".table-row")).hasSize(1);

            browser.choose("#field-threshold", "");
            browser.choose("#field-region", "us");
            Browser.soon(
                    () -> assertThat(browser.texts(".table-row .cell-region")).containsExactly("us", "us"));
            browser.choose("#field-region", "");
            browser.click(".cell-region button");
            Browser.soon(
                    () -> assertThat(browser.texts(".table-row .cell-region")).containsExactly("eu", "us", "us"));
            assertThat(browser.is("document.querySelector('.table-head .cell-region').ariaSort === 'ascending'"))
                    .isTrue();
            browser.choose("#field-threshold", "500");
            browser.says(".empty", "No series matches");
            browser.click(".empty button");
            Browser.soon(() -> assertThat(browser.texts(".table-row")).hasSize(3));
        }
    }

    @Test
    void shouldSayWhatToDoWhereThereIsNothingWhatIsMissingAndWhoIsNotReady() {
        try (TestServer server = new TestServer()) {
            browser.open(server.url(), "");
            browser.says(".empty", "Nothing has been counted yet");
            assertThat(browser.text(".empty")).contains("./meridian produce");
            browser.screenshot("empty");

            server.aggregates.latest = new Answer.Unavailable<>("being handed over");
            browser.open(server.url(), "");
            browser.says("#notices", "Being handed over.");
            server.aggregates.latest = new Answer.Found<>(
                    List.of(row("eu", "cpu_load", 10)),
                    List.of(new Failure("b.example:8081", "cannot be reached")),
                    List.of());
            browser.says("#notices", "Data is incomplete. No answer from b.example:8081 (cannot be reached).");
            browser.says(FIRST + ".cell-mean", "10.00");
            server.aggregates.latest = new Answer.Found<>(List.of(row("eu", "cpu_load", 10)));
            Browser.soon(() -> assertThat(browser.text("#notices")).isEmpty());
        }
    }

    @Test
    void shouldShowASeriesOverTimeInTheSpanAndStepAskedForAndMarkCorrections() {
        try (TestServer server = new TestServer()) {
            PageData.fill(server);
            browser.open(server.url(), "#/series?region=eu&metric=cpu_load&span=15m");
            browser.says(".series .note", "1 step corrected after closing. The newest step is still open");
            assertThat(browser.texts(".list tbody tr")).hasSize(39);
            assertThat(browser.texts("[data-corrected] td:last-child")).containsExactly("Final1 correction");
            assertThat(browser.is("document.querySelectorAll('canvas').length === 2"))
                    .isTrue();
            RollupQuery first = server.aggregates.rollupQueries.get(0);
            assertThat(first.selection().region()).hasValue("eu");
            assertThat(first.step()).isEqualTo(60_000);
            assertThat(System.currentTimeMillis() - first.from()).isBetween(900_000L, 1_020_000L);

            browser.choose("#field-span", "24h");
            Browser.soon(() -> assertThat(last(server).step()).isEqualTo(300_000));
            browser.choose("#field-step", "1h");
            Browser.soon(() -> assertThat(last(server).step()).isEqualTo(3_600_000));
            int before = server.aggregates.rollupQueries.size();
            browser.says("#connection", "Live");
            server.changes.add(row("eu", "cpu_load", 17));
            Browser.soon(() -> assertThat(server.aggregates.rollupQueries).hasSizeGreaterThan(before));
        }
    }

    private static RollupQuery last(TestServer server) {
        return server.aggregates.rollupQueries.get(server.aggregates.rollupQueries.size() - 1);
    }

    @Test
    void shouldShowHowThePipelineIs() {
        try (TestServer server = new TestServer()) {
            PageData.fill(server);
            browser.open(server.url(), "#/health");
            browser.says("[data-figure=rejected]", "7%");
            browser.says("[data-figure=rejected]", "7 of 100");
            browser.says("[data-figure=watermark]", "850 ms");
            browser.says(".health tbody tr", "one");
            assertThat(browser.texts(".health tbody tr").get(0)).contains("● running", "0, 2", "1: 5", "93");
            assertThat(browser.text(".settings")).contains("Generation 7", "regions.yaml:3", "overlaps");
            assertThat(browser.is("document.querySelector('.codes a').hash === '#/dead-letters?code=LATE'"))
                    .isTrue();
            server.ingest = new io.meridian.app.query.IngestReport(
                    100_093, java.util.Map.of("LATE", 7L), java.util.OptionalLong.of(900));
            Browser.soon(
                    () -> assertThat(browser.text("[data-figure=rate] strong")).matches("[1-9][0-9.]+K|[1-9],\\d{3}"));
            server.health.enter(new Phase.Rebalancing());
            Browser.soon(
                    () -> assertThat(browser.texts(".health tbody tr").get(0)).contains("▲"));
        }
    }

    @Test
    void shouldShowDeadLettersWithEveryReasonAndEveryByte() {
        try (TestServer server = new TestServer()) {
            PageData.fill(server);
            browser.open(server.url(), "#/dead-letters");
            Browser.soon(() -> assertThat(browser.texts(".letter summary .code"))
                    .containsExactly("OUT_OF_RANGE +1", "INVALID_JSON +1"));
            browser.click(".letter summary");
            browser.says(".letter-body", "LATE late");
            assertThat(browser.text(".letter-body")).contains("{\"device_id\":\"" + HOSTILE + "⟨U+202E⟩\"}", "t-1");
            browser.click(".letter:last-child summary");
            browser.says(".letter:last-child pre", "00 61 ff");
            browser.choose("#field-code", "LATE");
            Browser.soon(() -> assertThat(server.deadLetters.filter.flatMap(filter -> filter.code()))
                    .hasValue("LATE"));
        }
    }

    @Test
    void shouldKeepWhateverComesFromOutsideText() {
        try (TestServer server = new TestServer()) {
            PageData.fill(server);
            for (String view : PageViews.ALL) {
                browser.open(server.url(), view);
                Browser.soon(() -> assertThat(browser.text("main h1")).isNotEmpty());
                PageViews.settled(browser, view);
                assertThat(browser.is("window.broken || document.querySelector('main img, main script')"))
                        .as(view)
                        .isFalse();
            }
            browser.open(server.url(), "");
            Browser.soon(
                    () -> assertThat(browser.texts(".table-row .cell-region")).contains(HOSTILE));
        }
    }

    @Test
    void shouldAskForATokenWhereOneIsNeeded(@TempDir Path directory) throws Exception {
        Path tokens = Files.writeString(
                directory.resolve("tokens"), AuthenticationTest.line("a-secret-of-the-reader", "reader"));
        try (TestServer server = new TestServer(ContractTest.secured(tokens))) {
            PageData.fill(server);
            browser.open(server.url(), "");
            browser.says("dialog[open]", "asks for a token");
            browser.choose("#token", "a-secret-of-the-reader");
            browser.click("dialog button[type=submit]");
            browser.says("#connection", "Live");
            Browser.soon(() -> assertThat(browser.texts(".table-row")).isNotEmpty());
            assertThat(browser.is("sessionStorage.getItem('meridian.token') && localStorage.length === 0"))
                    .isTrue();
        }
    }
}
