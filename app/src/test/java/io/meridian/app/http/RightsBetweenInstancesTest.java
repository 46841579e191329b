package io.meridian.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.config.MeridianConfig.Tokens;
import io.meridian.app.metrics.Metrics;
import io.meridian.app.peer.HttpPeers;
import io.meridian.app.peer.PeerTls;
import io.meridian.app.query.Caller;
import io.meridian.app.query.Member;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers and real calls between them: with certificates, and with the token of whoever asked the first one. */
class RightsBetweenInstancesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Path directory;
    private final Certificates certificates;

    RightsBetweenInstancesTest(@TempDir Path directory) {
        this.directory = directory;
        this.certificates = new Certificates(directory);
    }

    @Test
    void shouldAskOthersWithTheTokenOfTheCallerAndSayWhereItIsNotTaken() throws Exception {
        Path authority = certificates.authority("ours");
        Path trust = certificates.trust(authority);
        Path key = certificates.key("known", authority, 365, 0, "127.0.0.1");
        SSLContext known = PeerTls.context(Certificates.tls(key, trust));
        Path here = Files.writeString(directory.resolve("here"), AuthenticationTest.line("read", "reader"));
        Path there = Files.writeString(directory.resolve("there"), AuthenticationTest.line("other", "operator"));

        try (HttpPeers peers = new HttpPeers(TIMEOUT, Optional.of(known));
                TestServer asked = new TestServer(rest(key, trust, here), Optional.of(known), peers);
                TestServer other = new TestServer(rest(key, trust, there), Optional.of(known))) {
            asked.others.add(new Member("127.0.0.1", other.url().getPort()));

            JsonNode refused = instances(asked, known, "read");
            assertThat(refused.get("complete").asBoolean()).isFalse();
            assertThat(refused.get("rows")).hasSize(1);
            assertThat(refused.get("failures").findValuesAsText("reason")).containsExactly("answered with status 401");

            Files.writeString(there, AuthenticationTest.line("read", "reader"));
            await().until(() -> instances(asked, known, "read").get("complete").asBoolean());
            assertThat(instances(asked, known, "read").get("rows")).hasSize(2);
        }
    }

    @Test
    void shouldNameTheInstanceWhoseCertificateHasExpired() throws Exception {
        Path authority = certificates.authority("ours");
        Path trust = certificates.trust(authority);
        Path key = certificates.key("known", authority, 365, 0, "127.0.0.1");
        Path expired = certificates.key("expired", authority, 1, -10, "127.0.0.1");
        SSLContext known = PeerTls.context(Certificates.tls(key, trust));
        Path tokens = Files.writeString(directory.resolve("tokens"), AuthenticationTest.line("read", "reader"));

        try (HttpPeers peers = new HttpPeers(TIMEOUT, Optional.of(known));
                TestServer asked = new TestServer(rest(key, trust, tokens), Optional.of(known), peers);
                TestServer other = new TestServer(
                        rest(expired, trust, tokens), Optional.of(PeerTls.context(Certificates.tls(expired, trust))))) {
            Member member = new Member("127.0.0.1", other.url().getPort());
            asked.others.add(member);

            JsonNode answer = instances(asked, known, "read");

            assertThat(answer.get("complete").asBoolean()).isFalse();
            assertThat(answer.get("failures").get(0).get("instance").asText()).isEqualTo(member.name());
            assertThat(answer.get("failures").get(0).get("reason").asText()).startsWith("cannot be trusted");
        }
    }

    @Test
    void shouldLetOperatorsAloneChangeSomethingHereAndOnOtherInstances() throws Exception {
        Path tokens = Files.writeString(
                directory.resolve("tokens"),
                AuthenticationTest.line("read", "reader") + AuthenticationTest.line("operate", "operator"));
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Route change = Route.post(
                "/v1/change",
                Access.OPERATOR,
                List.of(),
                exchange -> Reply.text(exchange.caller().body().orElse("")));
        server.setHandler(new Router(
                List.of(change), new TokenFile(tokens), new Cors(List.of()), new Turns(4, 4, TIMEOUT), new Metrics()));
        server.start();
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        try (HttpPeers peers = new HttpPeers(TIMEOUT, Optional.empty())) {
            URI url = URI.create("http://127.0.0.1:" + port + "/v1/change");
            TestServer.problem(post(url, "wrong"), 401);
            TestServer.problem(post(url, "read"), 403);
            assertThat(post(url, "operate").body()).isEqualTo("new");

            Member member = new Member("127.0.0.1", port);
            assertThat(peers.ask(member, caller("operate"), Optional.empty()).join())
                    .isEqualTo("new".getBytes(UTF_8));
            assertThatThrownBy(() ->
                            peers.ask(member, caller("read"), Optional.empty()).join())
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("answered with status 403");
        } finally {
            server.stop();
        }
    }

    private static Caller caller(String token) {
        return new Caller("POST", "/v1/change", Optional.of("Bearer " + token), Optional.of("new"));
    }

    private static HttpResponse<String> post(URI url, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .POST(HttpRequest.BodyPublishers.ofString("new"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static JsonNode instances(TestServer server, SSLContext as, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/v1/instances"))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> response =
                HttpClient.newBuilder().sslContext(as).build().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response);
    }

    private static Rest rest(Path keystore, Path truststore, Path tokens) {
        Rest open = Certificates.rest(keystore, truststore);
        return new Rest(
                open.listener(),
                open.advertisedUrl(),
                Optional.of(new Tokens(tokens)),
                open.tls(),
                open.corsOrigins(),
                open.queries());
    }
}
