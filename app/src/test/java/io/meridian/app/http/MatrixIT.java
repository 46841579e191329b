package io.meridian.app.http;

import static io.meridian.app.http.PageData.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.app.query.Answer;
import io.meridian.topology.closing.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The overview as regions by metrics: what it shows, how it moves, and that it needs no mouse. */
class MatrixIT extends InBrowser {
    private static final String EU_CPU = cell(2, 2);
    private static final String EU_HUMIDITY = cell(2, 3);
    private static final String US_CPU = cell(3, 2);

    @BeforeEach
    void onADesk() {
        browser.screen(1440, 900, false);
    }

    @Test
    void shouldShowTheNewestWindowsOfRegionsByMetrics() {
        try (TestServer server = new TestServer()) {
            fill(server);
            browser.open(server.url(), PageViews.OVERVIEW);
            PageViews.settled(browser, PageViews.OVERVIEW);
            browser.choose("#field-layout", "matrix");

            browser.says(EU_CPU + " b", "15.25");
            assertThat(browser.texts(".matrix-head [role=columnheader]"))
                    .extracting(String::strip)
                    .containsExactly("Region", "cpu_load", "humidity");
            assertThat(browser.texts(".matrix [role=rowheader]")).containsExactly("eu", "us");
            assertThat(attribute(US_CPU, "aria-label"))
                    .startsWith("us, cpu_load: mean 80.01, p99 ")
                    .contains(", 3 readings, 3 devices, final, 2 corrections, ");
            assertThat(attribute(EU_CPU, "aria-label")).contains(", 2 readings, 2 devices, open, ");
            assertThat(attribute(EU_HUMIDITY, "aria-label")).contains("eu, humidity: no window");
            assertThat(browser.text(EU_HUMIDITY)).isEmpty();
            assertThat(attribute(US_CPU, "data-status")).isEqualTo("FINAL");
            assertThat(attribute(US_CPU, "data-shade"))
                    .as("the highest of its metric")
                    .isEqualTo("6");
            assertThat(attribute(EU_CPU, "data-shade")).as("the lowest").isEqualTo("0");
            assertThat(browser.is("location.hash === '#/?layout=matrix'")).isTrue();
        }
    }

    @Test
    void shouldFollowAChangeWithinASecond() {
        try (TestServer server = new TestServer()) {
            fill(server);
            open(server);
            browser.says(EU_CPU + " b", "15.25");

            server.changes.add(row("eu", "cpu_load", 10, 20.5, 99.5));
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(10))
                    .untilAsserted(() -> assertThat(browser.text(EU_CPU + " b")).isEqualTo("43.33"));
            server.changes.add(row("apac", "voltage", 230));
            browser.says(cell(2, 4) + " b", "230.00");
            assertThat(browser.texts(".matrix [role=rowheader]")).containsExactly("apac", "eu", "us");
        }
    }

    @Test
    void shouldFilterAndSortAsAsked() {
        try (TestServer server = new TestServer()) {
            fill(server);
            open(server);
            browser.says(EU_CPU + " b", "15.25");

            browser.click(".matrix-head [aria-colindex='2']");
            Browser.soon(
                    () -> assertThat(browser.texts(".matrix [role=rowheader]")).containsExactly("us", "eu"));
            assertThat(attribute(".matrix-head [aria-colindex='2']", "aria-sort"))
                    .isEqualTo("descending");
            browser.click(".matrix-head [aria-colindex='2']");
            Browser.soon(
                    () -> assertThat(browser.texts(".matrix [role=rowheader]")).containsExactly("eu", "us"));
            browser.click(".matrix-head [aria-colindex='3']");
            Browser.soon(() -> assertThat(browser.texts(".matrix [role=rowheader]"))
                    .as("where there is none comes last")
                    .containsExactly("us", "eu"));
            browser.choose("#field-threshold", "60.6");
            Browser.soon(
                    () -> assertThat(browser.texts(".matrix [role=rowheader]")).containsExactly("us"));
            assertThat(browser.texts(".matrix-body [role=gridcell] b")).containsExactly("80.01");
            browser.choose("#field-metric", "humidity");
            browser.says(".empty", "No series matches");
            browser.click(".empty button");
            Browser.soon(() ->
                    assertThat(browser.texts(".matrix-body [role=gridcell]")).hasSize(4));
        }
    }

    @Test
    void shouldBeUsableByKeyboardAlone() {
        try (TestServer server = new TestServer()) {
            server.aggregates.latest = new Answer.Found<>(PageData.many(5_000));
            open(server);
            browser.says(EU_CPU + " b", "0.50");
            browser.run("document.querySelector('.matrix').focus()");

            press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
            assertThat(active()).startsWith("region-00, metric_01: mean 1.50");
            assertThat(browser.text(".matrix-details")).isEqualTo(active());
            press(Keys.END);
            assertThat(active()).startsWith("region-00, metric_99: ");
            press(Keys.PAGE_DOWN, Keys.ARROW_LEFT);
            assertThat(active()).matches("region-1\\d, metric_98: .*");
            new Actions(browser.driver())
                    .keyDown(Keys.CONTROL)
                    .sendKeys(Keys.END)
                    .keyUp(Keys.CONTROL)
                    .perform();
            assertThat(active()).startsWith("region-49, metric_99: ");
            assertThat(browser.is("""
                    (() => {
                      const cell = document.getElementById('matrix-active').getBoundingClientRect();
                      const grid = document.querySelector('.matrix').getBoundingClientRect();
                      return cell.right <= grid.right && cell.bottom <= grid.bottom && cell.top >= grid.top;
                    })()""")).as("it is in sight").isTrue();
            press(Keys.ENTER);
            browser.says("h1", "metric_99");
        }
    }

    @Test
    void shouldSortByItsHeadsByKeyboardAloneAndSaySo() {
        try (TestServer server = new TestServer()) {
            fill(server);
            open(server);
            browser.says(EU_CPU + " b", "15.25");
            browser.run("document.querySelector('.matrix').focus()");

            press(Keys.ARROW_RIGHT, Keys.ENTER);
            assertSorted("descending", "Regions by the mean of cpu_load, highest first", "us", "eu");
            press(Keys.SPACE);
            assertSorted("ascending", "Regions by the mean of cpu_load, lowest first", "eu", "us");
            press(Keys.HOME, Keys.SPACE);
            assertSorted("ascending", "Regions by name, from the first", "eu", "us");
            press(Keys.ENTER);
            assertSorted("descending", "Regions by name, from the last", "us", "eu");
        }
    }

    /** By the head that has the focus, and by no other. */
    private static void assertSorted(String order, String said, String... regions) {
        Browser.soon(() -> {
            assertThat(browser.texts(".matrix [role=rowheader]")).containsExactly(regions);
            assertThat(attribute("#matrix-active[role=columnheader]", "aria-sort"))
                    .isEqualTo(order);
            assertThat(browser.texts(".matrix-head [aria-sort$=ending]")).hasSize(1);
            assertThat(browser.text(".matrix-view [role=status]")).isEqualTo(said);
        });
    }

    private static void fill(TestServer server) {
        server.aggregates.latest = new Answer.Found<>(List.of(
                row("eu", "cpu_load", 10, 20.5),
                row("us", "cpu_load", PageData.now(), Status.FINAL, 2, 70, 80, 90.03),
                row("us", "humidity", 50.5, 60.5, 70.5)));
    }

    private static void open(TestServer server) {
        browser.open(server.url(), PageViews.MATRIX);
        PageViews.settled(browser, PageViews.MATRIX);
    }

    private static String cell(int row, int column) {
        return "[aria-rowindex='" + row + "'] > [aria-colindex='" + column + "']";
    }

    private static String attribute(String selector, String name) {
        return String.valueOf(browser.run(
                "return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? ''", selector, name));
    }

    private static String active() {
        return attribute("#matrix-active", "aria-label");
    }

    private static void press(Keys... keys) {
        for (Keys key : keys) {
            new Actions(browser.driver()).sendKeys(key).perform();
        }
    }
}
