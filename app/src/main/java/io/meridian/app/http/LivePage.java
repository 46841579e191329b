package io.meridian.app.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page at {@code /}: plain files of this jar, and uPlot for its charts. It asks this instance alone, over the routes of the contract. */
final class LivePage {
    /** Nothing inline, nothing evaluated, nothing from or to elsewhere, and no text that becomes markup. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin");

    private static final String SCRIPT = "text/javascript;charset=utf-8";
    private static final String STYLE = "text/css;charset=utf-8";

    /** Each is a file in the folder {@code page} of the resources. */
    private static final List<String> SCRIPTS = List.of(
            "access",
            "api",
            "app",
            "chart",
            "dead-letters",
            "dom",
            "format",
            "health",
            "letter",
            "links",
            "matrix",
            "notices",
            "orders",
            "overview",
            "rates",
            "recycled",
            "rows",
            "series",
            "spread",
            "status",
            "steps",
            "stream",
            "table",
            "theme",
            "toolbar");

    private static final List<String> STYLES = List.of("base", "views");

    private LivePage() {}

    static List<Route> routes() {
        String uplot = Webjar.folder("org.webjars.npm", "uplot") + "dist/";
        List<Route> routes = new ArrayList<>();
        routes.add(file("/", "/page/index.html", "text/html;charset=utf-8"));
        routes.add(file("/page/icon.svg", "/page/icon.svg", "image/svg+xml"));
        SCRIPTS.forEach(name -> routes.add(own(name + ".js", SCRIPT)));
        STYLES.forEach(name -> routes.add(own(name + ".css", STYLE)));
        routes.add(file("/page/uplot.js", uplot + "uPlot.esm.js", SCRIPT));
        routes.add(file("/page/uplot.css", uplot + "uPlot.min.css", STYLE));
        return routes;
    }

    private static Route own(String name, String type) {
        return file("/page/" + name, "/page/" + name, type);
    }

    private static Route file(String path, String resource, String type) {
        return Route.asset(path, new Asset(resource, type, HEADERS));
    }
}
