package io.meridian.benchmarks.micro;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;

/** A schema registry that knows one schema and has one answer to everything: it, and its id. */
final class OneSchemaRegistry implements AutoCloseable {
    private final HttpServer server;
    private final byte[] answer;

    OneSchemaRegistry(Schema schema) {
        answer = JsonNodeFactory.instance
                .objectNode()
                .put("id", 1)
                .put("schema", schema.toString())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for a registry", e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** A client, which remembers for good what it asked before this was closed. */
    SchemaRegistryClient client() {
        return new SchemaRegistryClient(RegistryConfig.of(
                List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
