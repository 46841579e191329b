package io.meridian.app.http;

import java.util.List;
import java.util.Map;

/** The contract, and Swagger UI to read it with; everything comes from this instance, nothing from another host. */
final class DocsPage {
    private static final Map<String, String> POLICY = Map.of(
            "Content-Security-Policy", "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'");

    private DocsPage() {}

    static List<Route> routes() {
        String assets = Webjar.folder("org.webjars", "swagger-ui");
        return List.of(
                file("/openapi.yaml", "/openapi.yaml", "application/yaml"),
                file("/docs", "/docs/index.html", "text/html;charset=utf-8"),
                file("/docs/docs.js", "/docs/docs.js", "text/javascript;charset=utf-8"),
                file("/docs/swagger-ui.css", assets + "swagger-ui.css", "text/css;charset=utf-8"),
                file("/docs/swagger-ui-bundle.js", assets + "swagger-ui-bundle.js", "text/javascript;charset=utf-8"));
    }

    private static Route file(String path, String resource, String type) {
        return Route.asset(path, new Asset(resource, type, POLICY));
    }
}
