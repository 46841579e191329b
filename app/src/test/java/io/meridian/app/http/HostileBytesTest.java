package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that means harm writes onto the wire, to a server that asks for tokens. */
class HostileBytesTest {
    private final TestServer server;

    HostileBytesTest(@TempDir Path directory) throws Exception {
        Path tokens = Files.writeString(directory.resolve("tokens"), AuthenticationTest.line("read", "reader"));
        server = new TestServer(ContractTest.secured(tokens));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/live/../v1/regions",
                "/live/%2e%2e/v1/regions",
                "/live/%2E./v1/regions",
                "/live/..;/v1/regions",
                "/live;/../v1/regions",
                "//v1/regions",
                "/v1//regions",
                "/v1/regions;x=1",
                "/v1;x=1/regions",
                "/v1%2fregions",
                "/v1/regions%00",
                "/v1/regions%3f",
                "/./v1/regions",
                "/v1\\regions",
                "/V1/REGIONS",
                "http://127.0.0.1/v1/regions",
                "/docs/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/../../../../etc/passwd"
            })
    void shouldLetNobodyRoundTheTokensByTheWayAPathIsWritten(String path) throws Exception {
        String answer = server.sendBytes("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 (400|401|404) ").contains("application/problem+json");
        assertThat(server.aggregates.hops).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 1x\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
                " folded: x\r\n\r\n",
                "X y: z\r\n\r\n",
                "X\u0000: z\r\n\r\n"
            })
    void shouldRefuseARequestThatTwoServersCouldReadDifferently(String rest) throws Exception {
        String answer =
                server.sendBytes("POST /v1/cache/refresh HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer read\r\n" + rest);

        assertThat(answer).containsPattern("^HTTP/1.1 (400|403) ").doesNotContain("HTTP/1.1 2");
    }

    @Test
    void shouldAnswerWhatCameWholeAndNothingFromTheGarbageOn() throws Exception {
        String answers = server.sendBytes(
                "GET /live HTTP/1.1\r\nHost: a\r\n\r\n\u0000\u0016\u0003\u0001garbage\r\n\r\nGET /live HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answers).startsWith("HTTP/1.1 200").containsOnlyOnce("HTTP/1.1 200");
        // That it is refused may be said or not: the end of the connection can overtake it.
        assertThat(answers.split("HTTP/1.1 400", -1).length).isBetween(1, 2);
    }

    @Test
    void shouldAnswerEachOfManyRequestsThatComeAtOnceInOrder() throws Exception {
        String one = "GET /live HTTP/1.1\r\nHost: a\r\n\r\n";
        String last = "GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

        String answers = server.sendBytes(one.repeat(200) + last);

        assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(201);
        assertThat(answers.lastIndexOf("HTTP/1.1 404")).isGreaterThan(answers.lastIndexOf("HTTP/1.1 200"));
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() throws Exception {
        String head =
                "POST /v1/dead-letters/redrive HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 65537\r\n\r\n";
        try (TestServer open = new TestServer()) {
            assertThat(open.sendBytes(head)).startsWith("HTTP/1.1 413");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"region=a%0d%0aSet-Cookie:%20x=1", "a%0d%0aSet-Cookie:%20x=1=1", "cursor=%0aSet-Cookie:x"})
    void shouldWriteNoHeaderThatACallerMadeUp(String query) throws Exception {
        String answer = server.sendBytes(
                "GET /v1/aggregates?" + query + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer read\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).doesNotContainIgnoringCase("set-cookie");
    }

    @Test
    void shouldRefuseEachGuessAndStillKnowTheRightToken() throws Exception {
        for (int guess = 0; guess < 500; guess++) {
            assertThat(server.send("GET", "/v1/regions", "Authorization", "Bearer " + "r".repeat(guess % 50) + guess)
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(server.send("GET", "/v1/regions", "Authorization", "Bearer read")
                        .statusCode())
                .isEqualTo(200);
    }
}
