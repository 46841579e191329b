package io.meridian.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A registry of a few fixed pages, which takes every registration. */
final class PagesRegistry implements AutoCloseable {
    private final HttpServer server;
    private final String url;
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    private PagesRegistry(HttpServer server, String scheme) {
        this.server = server;
        this.url = scheme + "://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", this::answer);
        server.start();
    }

    static PagesRegistry plain() throws IOException {
        return new PagesRegistry(HttpServer.create(anywhere(), 0), "http");
    }

    /** One that shows a certificate, and wants to see its caller's. */
    static PagesRegistry mutual(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(anywhere(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = tls.getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        return new PagesRegistry(server, "https");
    }

    private static InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url() {
        return url;
    }

    void page(String path, String body) {
        pages.put(path, body);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean post = exchange.getRequestMethod().equals("POST");
            String body =
                    post ? "{\"id\":1}" : pages.get(exchange.getRequestURI().getRawPath());
            byte[] bytes = (body == null ? "{\"error_code\":40401,\"message\":\"not here\"}" : body).getBytes(UTF_8);
            exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
