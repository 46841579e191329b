package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** All there is to see of the page, by its addresses. */
final class PageViews {
    static final String OVERVIEW = "#/";
    static final String MATRIX = "#/?layout=matrix";
    static final String SERIES = "#/series?region=eu&metric=cpu_load&span=1h";
    static final String HEALTH = "#/health";
    static final String DEAD_LETTERS = "#/dead-letters";
    static final List<String> ALL = List.of(OVERVIEW, MATRIX, SERIES, HEALTH, DEAD_LETTERS);

    /** What is there once a view has what it shows. */
    private static final Map<String, String> CONTENT = Map.of(
            OVERVIEW, ".table-row",
            MATRIX, ".matrix-cell[data-status=OPEN]",
            SERIES, ".list tbody tr",
            HEALTH, ".health tbody tr",
            DEAD_LETTERS, ".letter");

    private PageViews() {}

    /** What its picture is called after the kind of screen. */
    static String name(String view) {
        return view.equals(MATRIX)
                ? "-matrix"
                : view.replaceAll("#/([a-z-]*).*", "-$1").replaceAll("-$", "");
    }

    /** Waits until a view shows what the server has, and opens what can be opened. */
    static void settled(Browser browser, String view) {
        Browser.soon(() -> {
            assertThat(browser.texts(CONTENT.getOrDefault(view, "main")))
                    .as(view)
                    .isNotEmpty();
            assertThat(browser.text("#connection")).contains("Live");
        });
        browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    }
}
