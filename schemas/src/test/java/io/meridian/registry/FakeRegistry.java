package io.meridian.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The part of the Confluent protocol that Meridian speaks, on loopback, with faults to order. */
public final class FakeRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Integer, ObjectNode> schemas = new ConcurrentHashMap<>();
    private final Map<String, List<Integer>> subjects = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private volatile Optional<Fault> fault = Optional.empty();
    private final AtomicInteger faultsLeft = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<Fixed> answer = Optional.empty();
    private volatile boolean losingRaces;
    private final Object gate = new Object();
    private final AtomicInteger nextId = new AtomicInteger(1);

    private record Fixed(int status, String body) {}

    public FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Asks once, and gives even a busy machine time to answer. */
    public RegistryConfig config() {
        return config("10000");
    }

    /** Asks once, and soon gives up: for tests of registries that do not answer. */
    public RegistryConfig impatientConfig() {
        return config("300");
    }

    private RegistryConfig config(String readTimeoutMs) {
        return RegistryConfig.from(Map.of(
                RegistryConfig.URL,
                url().toString(),
                RegistryConfig.READ_TIMEOUT_MS,
                readTimeoutMs,
                RegistryConfig.MAX_RETRIES,
                "0"));
    }

    /** Every request from now on ends so, until {@link #heal}. */
    public void fail(Fault how) {
        fail(how, Integer.MAX_VALUE);
    }

    /** The given number of requests end so, and the following ones do not. */
    public void fail(Fault how, int times) {
        faultsLeft.set(times);
        fault = Optional.of(how);
    }

    /** Every request from now on gets this answer, until {@link #heal}. */
    public void answer(int status, String body) {
        answer = Optional.of(new Fixed(status, body));
    }

    public void heal() {
        fault = Optional.empty();
        answer = Optional.empty();
    }

    /** Every registration from now on finds that another client has just made the same. */
    public void loseRaces() {
        losingRaces = true;
    }

    /** No request is answered while a thread is synchronized on it. */
    public Object gate() {
        return gate;
    }

    /** Method, path and query of each request, in the order in which they came. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** What the Authorization header of each request said; empty where there was none. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** This method, path and query have this answer from now on, with 200. */
    public void page(String request, String body) {
        pages.put(request, body);
    }

    /** What the registry holds under an id: {@code schema}, and {@code schemaType} where it is not Avro. */
    public JsonNode schema(int id) {
        return Objects.requireNonNull(schemas.get(id));
    }

    /** The id that the next schema gets. */
    public void nextId(int id) {
        nextId.set(id);
    }

    /** Puts a schema under an id that the caller chooses. */
    public void put(int id, String schema) {
        schemas.put(id, JSON.createObjectNode().put("schema", schema));
    }

    /** Puts a schema of another kind under an id. */
    public void put(int id, String schema, String type) {
        schemas.put(id, JSON.createObjectNode().put("schema", schema).put("schemaType", type));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request);
        authorizations.add(
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), ""));
        byte[] body = exchange.getRequestBody().readAllBytes();
        Optional<Fault> broken = fault;
        if (broken.isPresent() && faultsLeft.getAndDecrement() > 0) {
            broken.get().spoil(exchange, closing);
            return;
        }
        Optional<Fixed> fixed = answer;
        if (fixed.isPresent()) {
            answer(exchange, fixed.get().status(), fixed.get().body());
            return;
        }
        String page = pages.get(request);
        if (page != null) {
            answer(exchange, 200, page);
            return;
        }
        synchronized (gate) {
            speak(exchange, body);
        }
    }

    private void speak(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("GET") && path.startsWith("/subjects/")) {
            answer(exchange, 404, "{\"error_code\":40402,\"message\":\"Version not found\"}");
        } else if (path.startsWith("/schemas/guids/")) {
            answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
        } else if (path.startsWith("/schemas/ids/")) {
            lookUp(exchange, Integer.parseInt(path.substring("/schemas/ids/".length())));
        } else if (path.endsWith("/versions")) {
            String subject = path.substring("/subjects/".length(), path.length() - "/versions".length());
            register(exchange, subject, JSON.readTree(body).path("schema").textValue());
        } else {
            find(
                    exchange,
                    path.substring("/subjects/".length()),
                    JSON.readTree(body).path("schema").textValue());
        }
    }

    private void lookUp(HttpExchange exchange, int id) throws IOException {
        ObjectNode schema = schemas.get(id);
        if (schema == null) {
            answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
        } else {
            answer(exchange, 200, schema.toString());
        }
    }

    private synchronized void register(HttpExchange exchange, String subject, String schema) throws IOException {
        int id = idOf(schema).orElseGet(() -> {
            int given = nextId.getAndIncrement();
            put(given, schema);
            return given;
        });
        subjects.computeIfAbsent(subject, s -> new CopyOnWriteArrayList<>()).add(id);
        if (losingRaces) {
            answer(exchange, 409, "{\"error_code\":409,\"message\":\"An artifact already exists\"}");
        } else {
            answer(exchange, 200, "{\"id\":" + id + "}");
        }
    }

    private void find(HttpExchange exchange, String subject, String schema) throws IOException {
        Optional<Integer> id = idOf(schema).filter(subjects.getOrDefault(subject, List.of())::contains);
        if (id.isEmpty()) {
            answer(exchange, 404, "{\"error_code\":40401,\"message\":\"Subject '" + subject + "' not found\"}");
        } else {
            answer(exchange, 200, "{\"subject\":\"s\",\"version\":1,\"id\":" + id.get() + "}");
        }
    }

    private Optional<Integer> idOf(String schema) {
        return schemas.entrySet().stream()
                .filter(entry -> entry.getValue().path("schema").textValue().equals(schema))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
