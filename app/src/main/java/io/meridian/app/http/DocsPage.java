package io.meridian.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The contract, and Swagger UI to read it with; everything comes from this instance, nothing from another host. */
final class DocsPage {
    private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

    private DocsPage() {}

    static List<Route> routes() {
        String assets = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
        List<Route> routes = new ArrayList<>();
        routes.add(file("/openapi.yaml", "/openapi.yaml", "application/yaml"));
        routes.add(file("/docs", "/docs/index.html", "text/html;charset=utf-8"));
        routes.add(file("/docs/docs.js", "/docs/docs.js", "text/javascript;charset=utf-8"));
        routes.add(file("/docs/swagger-ui.css", assets + "swagger-ui.css", "text/css;charset=utf-8"));
        routes.add(
                file("/docs/swagger-ui-bundle.js", assets + "swagger-ui-bundle.js", "text/javascript;charset=utf-8"));
        routes.add(Route.get(
                "/",
                Access.OPEN,
                () -> new Reply(302, Reply.JSON, new Reply.Whole(java.nio.ByteBuffer.allocate(0)), Map.of())
                        .withHeader("Location", "/docs")));
        return routes;
    }

    private static Route file(String path, String resource, String type) {
        return Route.get(
                path, Access.OPEN, () -> Reply.of(type, read(resource)).withHeader("Content-Security-Policy", POLICY));
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = open(WEBJAR)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(WEBJAR + " cannot be read", e);
        }
        return properties.getProperty("version", "");
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = DocsPage.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is not on the class path: is the distribution whole?");
        }
        return in;
    }
}
