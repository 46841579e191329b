package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
    private final Path tokens;
    private final TestServer server;

    AuthenticationTest(@TempDir Path directory) throws Exception {
        tokens = Files.writeString(
                directory.resolve("tokens"), "# who may\n\n" + line("read", "reader") + line("operate", "operator"));
        server = new TestServer(ContractTest.secured(tokens));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldLetReadersAndOperatorsRead() throws Exception {
        assertThat(get("/v1/regions", "Bearer read").statusCode()).isEqualTo(200);
        assertThat(get("/v1/regions", "bearer  operate").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer", "Bearer ", "Basic read", "read", "Bearer read x", "Bearer readx"})
    void shouldAskForATokenWhereThereIsNoneThatIsKnown(String authorization) throws Exception {
        HttpResponse<String> response = get("/v1/aggregates/latest", authorization);

        TestServer.problem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"meridian\"");
        assertThat(server.aggregates.latestQueries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/regions",
                "/v1/aggregates",
                "/v1/aggregates/latest",
                "/v1/rollup",
                "/v1/stream",
                "/v1/instances",
                "/metrics",
                "/topology"
            })
    void shouldHideWhatIsCountedFromStrangers(String path) throws Exception {
        TestServer.problem(server.get(path), 401);
    }

    @Test
    void shouldNotTakeACallForThatOfAnInstanceBecauseItSaysSo() throws Exception {
        TestServer.problem(server.send("GET", "/v1/regions", "Meridian-Hop", "0"), 401);
        assertThat(server.aggregates.hops).isEmpty();
    }

    @Test
    void shouldLetEverybodySeeProbesAndTheContract() throws Exception {
        assertThat(server.get("/live").statusCode()).isEqualTo(200);
        assertThat(server.get("/openapi.yaml").statusCode()).isEqualTo(200);
        assertThat(server.get("/docs").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTellReadersFromOperators() {
        assertThat(Access.READER.covers(Access.OPERATOR)).isFalse();
        assertThat(Access.OPERATOR.covers(Access.READER)).isTrue();
        assertThat(Access.READER.covers(Access.READER)).isTrue();
    }

    @Test
    void shouldReadTheFileAgainWhenItChangesAndKeepTheLastGoodOne() throws Exception {
        Files.writeString(tokens, line("fresh", "reader"));
        await().until(() -> get("/v1/regions", "Bearer fresh").statusCode() == 200);
        assertThat(get("/v1/regions", "Bearer read").statusCode()).isEqualTo(401);

        Files.writeString(tokens, "fresh reader\n");
        await().during(java.time.Duration.ofMillis(1_500))
                .atMost(java.time.Duration.ofSeconds(5))
                .until(() -> get("/v1/regions", "Bearer fresh").statusCode() == 200);
    }

    @Test
    void shouldNotStartWithATokenWhereAHashBelongsNorShowIt() throws Exception {
        Files.writeString(tokens, "hunter2 reader\n");

        assertThatThrownBy(() -> new TokenFile(tokens))
                .isInstanceOf(RestException.class)
                .hasMessageContainingAll("rest.auth.tokens.file", "line 1", "SHA-256")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void shouldAnswerPagesOfConfiguredOriginsAlone() throws Exception {
        HttpResponse<String> board = server.send("GET", "/live", "Origin", "https://board.example");
        HttpResponse<String> other = server.send("GET", "/live", "Origin", "https://evil.example");
        HttpResponse<String> asking = server.send(
                "OPTIONS", "/v1/regions", "Origin", "https://board.example", "Access-Control-Request-Method", "GET");

        assertThat(board.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://board.example");
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(asking.statusCode()).isEqualTo(204);
        try (TestServer plain = new TestServer()) {
            assertThat(plain.send("GET", "/live", "Origin", "https://board.example")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        return server.send("GET", path, "Authorization", authorization);
    }

    private static String line(String token, String role) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash) + " " + role + "\n";
    }
}
