package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.app.changes.ChangeFeed;
import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.health.Health;
import io.meridian.app.live.LiveSettings;
import io.meridian.app.metrics.Metrics;
import io.meridian.app.query.IngestReport;
import io.meridian.app.query.InstanceReport;
import io.meridian.app.query.Instances;
import io.meridian.app.query.Member;
import io.meridian.app.query.Members;
import io.meridian.app.query.Membership;
import io.meridian.app.query.PeerException;
import io.meridian.app.query.Peers;
import io.meridian.topology.ingest.RejectionBreaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** The real server on a free port over stand-ins. */
final class TestServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final FakeAggregates aggregates = new FakeAggregates();
    final Health health = new Health();
    final LiveSettings settings = new LiveSettings("local_config");
    final FakeDeadLetters deadLetters = new FakeDeadLetters();
    final FakeRedrives redrives = new FakeRedrives();
    final RejectionBreaker breaker = RejectionBreaker.off();
    final FakeChanges changes = new FakeChanges();
    IngestReport ingest = new IngestReport(93, Map.of("LATE", 7L), OptionalLong.of(850));
    final Member self = new Member("one.example", 80);
    final Set<Member> others = ConcurrentHashMap.newKeySet();
    Optional<String> topology = Optional.empty();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Peers peers;
    private final int maxReaders;
    private final RestServer server;

    TestServer() {
        this(Rest.at(URI.create("http://127.0.0.1:0")));
    }

    TestServer(Rest rest) {
        this(rest, Optional.empty());
    }

    TestServer(Rest rest, Optional<SSLContext> tls) {
        this(rest, tls, (member, caller, hop) -> CompletableFuture.failedFuture(new PeerException("?")));
    }

    /** @param peers how it asks {@link #others} */
    TestServer(Rest rest, Optional<SSLContext> tls, Peers peers) {
        this.peers = peers;
        this.maxReaders = rest.queries().maxReaders();
        server = RestServer.start(rest, api(), tls);
    }

    /** Routes over the stand-ins. */
    RestApi api() {
        return api(changes.feed());
    }

    /** Routes over the stand-ins but for the changes. */
    RestApi api(ChangeFeed feed) {
        Members members = new Members() {
            @Override
            public int partitions() {
                return 1;
            }

            @Override
            public Membership now() {
                Set<Member> all = new HashSet<>(others);
                all.add(self);
                return new Membership(self, all, Map.of(), Map.of());
            }
        };
        return new RestApi(new RestApi.Parts(
                aggregates,
                new Instances(members, peers),
                () -> Optional.of(new InstanceReport("RUNNING", List.of(0, 2), List.of(1), Map.of(1, 5L), 7, ingest)),
                "one",
                Duration.ofMinutes(1),
                settings,
                deadLetters,
                redrives,
                breaker,
                feed,
                maxReaders,
                health,
                () -> topology,
                new Metrics()));
    }

    URI url() {
        return server.url();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> postAs(String token, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .POST(BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** What comes back for bytes that no decent client would send. */
    String sendBytes(String request) throws IOException {
        try (Socket socket = new Socket(server.url().getHost(), server.url().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /** Checks that a response is a problem, and gives its members. */
    static JsonNode problem(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isNotBlank();
        return problem;
    }

    @Override
    public void close() {
        server.close();
    }
}
