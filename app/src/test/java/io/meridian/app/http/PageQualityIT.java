package io.meridian.app.http;

import static io.meridian.app.http.PageData.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.app.query.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** How good the page is for whoever looks at it: reachable, safe, small and smooth. */
class PageQualityIT extends InBrowser {
    private static final int MOST_BYTES = 300_000;
    private static final int MANY = 5_000;
    private static final int FRAMES = 60;

    /** Each screen is kept as a picture, too. */
    @ParameterizedTest
    @CsvSource({"light,1440,900,false", "dark,1440,900,true", "phone,390,844,false"})
    void shouldPassTheChecksOfAxeOnEveryScreen(String name, int width, int height, boolean dark) throws IOException {
        String axe = axe();
        try (TestServer server = new TestServer()) {
            PageData.fill(server);
            browser.screen(width, height, dark);
            for (String view : PageViews.ALL) {
                browser.open(server.url(), view);
                PageViews.settled(browser, view);
                assertThat(browser.is("document.documentElement.scrollWidth <= innerWidth"))
                        .as("nothing of " + view + " is beside the screen")
                        .isTrue();
                browser.screenshot(name + PageViews.name(view));
                browser.run(axe);
                assertThat(browser.later("""
                                const done = arguments[arguments.length - 1];
                                axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                                  .then(({ violations }) => done(violations.map(({ id, help, nodes }) =>
                                    `${id}: ${help}: ${nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | ')}`)))
                                  .catch((error) => done([String(error)]));
                                """)).as(name + " " + view).isEqualTo(List.of());
            }
        }
    }

    private static String axe() throws IOException {
        try (InputStream in = requireNonNull(PageQualityIT.class.getResourceAsStream("/axe.min.js"), "axe")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void shouldBeSmallAndAskNobodyElse() throws IOException {
        browser.screen(1440, 900, false);
        try (TestServer server = new TestServer()) {
            PageData.fill(server);
            double cold = firstRows(server);
            Browser.Traffic first = browser.traffic();
            assertThat(first.bytes()).as("first load").isBetween(1_000L, (long) MOST_BYTES);
            browser.note(
                    "first-rows",
                    "%.0f ms until rows are shown, then %.0f and %.0f ms%n"
                            .formatted(cold, firstRows(server), firstRows(server)));

            for (String view : PageViews.ALL) {
                browser.run("location.hash = arguments[0]", view);
                PageViews.settled(browser, view);
            }
            Browser.Traffic all = browser.traffic();
            assertThat(all.bytes()).as("all views").isLessThan(MOST_BYTES);
            assertThat(all.addresses())
                    .isNotEmpty()
                    .allSatisfy(address -> assertThat(address.getAuthority())
                            .isEqualTo(server.url().getAuthority()));
            assertThat(browser.complaints()).as("broken policies and errors").isEmpty();
        }
    }

    /** Opens the page, and tells after how many milliseconds it had rows: the machine's figure, which is written beside the pictures. */
    private static double firstRows(TestServer server) {
        browser.open(server.url(), PageViews.OVERVIEW);
        PageViews.settled(browser, PageViews.OVERVIEW);
        Object millis = browser.run("return performance.getEntriesByName('meridian:interactive')[0].startTime");
        return ((Number) requireNonNull(millis)).doubleValue();
    }

    /** What a frame takes depends on the machine, and is written beside the pictures; that it does not grow with the series is held. */
    @ParameterizedTest
    @CsvSource({"#/,.table,.table-row,60", "#/?layout=matrix,.matrix,.matrix-body [role=gridcell],800"})
    void shouldStaySmoothWithFiveThousandSeriesThatMove(String view, String scrolled, String shown, int most)
            throws IOException {
        browser.screen(3840, 2160, true);
        try (TestServer server = new TestServer()) {
            server.aggregates.latest = new Answer.Found<>(PageData.many(MANY));
            browser.open(server.url(), view);
            PageViews.settled(browser, view);
            browser.screenshot("4k" + PageViews.name(view));
            browser.screen(1440, 900, false);
            ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
            AtomicInteger change = new AtomicInteger();
            var unused = load.scheduleAtFixedRate(
                    () -> change(server, change.incrementAndGet()), 0, 10, TimeUnit.MILLISECONDS);
            double before = browser.busyMillis();
            browser.later("""
                    const done = arguments[arguments.length - 1];
                    const part = document.querySelector(arguments[1]);
                    let frames = 0;
                    const frame = () => {
                      part.scrollTop += part.scrollHeight / arguments[0];
                      part.scrollLeft += part.scrollWidth / arguments[0];
                      ++frames < arguments[0] ? requestAnimationFrame(frame) : done();
                    };
                    requestAnimationFrame(frame);
                    """, FRAMES, scrolled);
            double each = (browser.busyMillis() - before) / FRAMES;
            load.shutdownNow();
            browser.note(
                    "smoothness" + PageViews.name(view),
                    "%.1f ms of work for a frame while each shows other rows of %d series%n".formatted(each, MANY));
            assertThat(browser.texts(shown)).as("what is in the document").hasSizeBetween(10, most);
        }
    }

    @Test
    void shouldComeToTheLastOfFiveThousandSeries() {
        browser.screen(1440, 900, false);
        try (TestServer server = new TestServer()) {
            server.aggregates.latest = new Answer.Found<>(PageData.many(MANY));
            browser.open(server.url(), PageViews.OVERVIEW);
            PageViews.settled(browser, PageViews.OVERVIEW);
            browser.run("const table = document.querySelector('.table'); table.scrollTop = table.scrollHeight");
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(browser.texts("[aria-rowindex='" + (MANY + 1) + "'] .cell-mean"))
                            .isNotEmpty());
            assertThat(browser.is("document.querySelector('[role=table]').ariaRowCount === '" + (MANY + 1) + "'"))
                    .isTrue();
        }
    }

    @Test
    void shouldBeUsableByKeyboardAlone() {
        browser.screen(1440, 900, false);
        try (TestServer server = new TestServer()) {
            PageData.fill(server);
            browser.open(server.url(), PageViews.OVERVIEW);
            PageViews.settled(browser, PageViews.OVERVIEW);
            press(Keys.TAB);
            assertThat(focused()).isEqualTo("Skip to the content");
            press(Keys.ENTER);
            assertThat(browser.is("document.activeElement.id === 'main'")).isTrue();
            for (int stop = 0; stop < 30 && !browser.is("document.activeElement.closest('.table-row')"); stop++) {
                press(Keys.TAB);
            }
            String metric = String.valueOf(browser.run(
                    "return document.activeElement.closest('.table-row').querySelector('.cell-metric').textContent"));
            press(Keys.ENTER);
            browser.says("h1", metric);
            assertThat(browser.is("document.activeElement.id === 'main'")).isTrue();
        }
    }

    private static String focused() {
        return String.valueOf(browser.run("return document.activeElement.textContent"));
    }

    private static void press(Keys key) {
        new Actions(browser.driver()).sendKeys(key).perform();
    }

    /** Fifty series have more readings, others each time, until all had. */
    private static void change(TestServer server, int change) {
        for (int one = 0; one < 50 && change <= MANY / 50; one++) {
            int series = (change * 50 + one) % MANY;
            double[] values = new double[3 + change];
            Arrays.fill(values, series);
            server.changes.add(
                    row("region-%02d".formatted(series / 100), "metric_%02d".formatted(series % 100), values));
        }
    }
}
