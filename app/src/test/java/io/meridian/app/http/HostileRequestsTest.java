package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.app.config.MeridianConfig.Rest;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRequestsTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "region|",
                "region|%20",
                "region|%00",
                "region|a%0Ab",
                "region|%FF",
                "region|%C3",
                "region|%ED%A0%80",
                "region|a&region=b",
                "metric|%7F",
                "metric|%C0%80",
                "threshold|",
                "threshold|NaN",
                "threshold|Infinity",
                "threshold|-Infinity",
                "threshold|1e999",
                "threshold|0x10",
                "threshold|1,5",
                "threshold|1d",
                "threshold|+1",
                "threshold|1%201",
                "threshold|.5",
                "threshold|%D9%A1",
                "status|open",
                "status|CLOSED",
                "status|OPEN%20",
                "status|OPEN,FINAL",
                "from|yesterday",
                "from|2025-03-12",
                "from|2025-03-12T14:30:00",
                "from|1741789800000",
                "from|2024-02-30T00:00:00Z",
                "from|2025-03-12T24:00:00Z",
                "from|2025-03-12T14:30:60Z",
                "from|2025-03-12T14:30:00+01:00",
                "from|%2B999999999-01-01T00:00:00Z",
                "from|2025-03-12T14:30:00%2B24:00",
                "to|",
                "to|0",
                "from|2025-03-12T14:30:00Z&to=2025-03-12T14:30:00Z",
                "limit|0",
                "limit|-1",
                "limit|1001",
                "limit|1e2",
                "limit|10.0",
                "limit|99999999999999999999",
                "limit|%D9%A1",
                "limit|%20100",
                "limit|0x10",
                "cursor|x",
                "cursor|AQ",
                "cursor|%27;--",
                "cursor|AQAAAAAAAAAA",
                "cursor|====",
                "Region|eu",
                "foo|",
                "region%20|eu",
                "region[]|eu"
            })
    void shouldRefuseWindowsParameterByItsName(String name, String value) throws Exception {
        String encoded = name.replace("[", "%5B").replace("]", "%5D");
        HttpResponse<String> response = server.get(
                "/v1/aggregates?" + encoded + "=" + Optional.ofNullable(value).orElse(""));

        String expected = name.replace("%20", " ");
        assertThat(TestServer.problem(response, 400).get("parameter").asText()).isEqualTo(expected);
        assertThat(server.aggregates.windowsQueries).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/aggregates/latest?limit=1, limit",
        "/v1/aggregates/latest?from=2025-03-12T14:30:00Z, from",
        "/v1/aggregates/latest?threshold=x, threshold",
        "/v1/aggregates/latest?status=x, status",
        "/v1/aggregates/latest?region=, region",
        "/v1/aggregates/latest?metric, metric",
        "/v1/regions?region=eu, region",
        "/v1/rollup?step=0s, step",
        "/v1/rollup?step=-1m, step",
        "/v1/rollup?step=90s, step",
        "/v1/rollup?step=1, step",
        "/v1/rollup?step=, step",
        "/v1/rollup?step=99999999999999999999d, step",
        "/v1/rollup?by=series, by",
        "/v1/rollup?by=REGION, by",
        "/v1/rollup?from=x, from",
        "/v1/rollup?to=x, to",
        "/v1/rollup?limit=1, limit",
        "/v1/rollup?region=%00, region",
        "/v1/rollup?metric=%FF, metric",
        "/v1/stream?region=, region",
        "/v1/stream?metric=%01, metric",
        "/v1/stream?from=x, from",
        "/v1/instances?x=1, x",
        "/metrics?x=1, x",
        "/docs?x=1, x",
        "/live?x=1, x",
        "/ready?x=1, x",
        "/startup?x=1, x",
        "/topology?x=1, x"
    })
    void shouldRefuseParameterThatTheRouteDoesNotHave(String path, String parameter) throws Exception {
        assertThat(TestServer.problem(server.get(path), 400).get("parameter").asText())
                .isEqualTo(parameter);
    }

    @Test
    void shouldNameTheKnownParametersBesideAnUnknownOne() throws Exception {
        assertThat(TestServer.problem(server.get("/v1/aggregates/latest?regoin=eu"), 400)
                        .get("detail")
                        .asText())
                .isEqualTo("regoin: no such parameter; this route has region, metric, threshold, status");
    }

    @Test
    void shouldRefuseCursorsThatItDidNotMake() throws Exception {
        byte[] otherVersion = {2, 0, 0, 0, 0, 0, 0, 0, 0, 'a', 0, 'b', 0};
        byte[] negativeTime = {1, -1, 0, 0, 0, 0, 0, 0, 0, 'a', 0, 'b', 0};
        byte[] noSeries = {1, 0, 0, 0, 0, 0, 0, 0, 0, 'a', 'b'};
        for (byte[] bytes : new byte[][] {otherVersion, negativeTime, noSeries}) {
            String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThat(TestServer.problem(server.get("/v1/aggregates?cursor=" + cursor), 400)
                            .get("parameter")
                            .asText())
                    .isEqualTo("cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%2%", "\u00fc"})
    void shouldRefuseWhatIsNotPercentEncoded(String value) throws Exception {
        assertThat(server.sendBytes("GET /v1/aggregates?region=" + value + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1", "/v1/aggregates/", "/v1/aggregates/latest/x", "/v2/regions", "/V1/regions", "/live/"})
    void shouldAnswer404WhereThereIsNothing(String path) throws Exception {
        TestServer.problem(server.get(path), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void shouldAllowReadingOnly(String method) throws Exception {
        HttpResponse<String> response = server.send(method, "/v1/aggregates");

        TestServer.problem(response, 405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void shouldAnswerHeadLikeGetWithoutABody() throws Exception {
        HttpResponse<String> get = server.get("/v1/regions");
        HttpResponse<String> head = server.send("HEAD", "/v1/regions");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
    }

    @Test
    void shouldNotTellWhatServerItIs() throws Exception {
        assertThat(server.get("/live").headers().map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(server.sendBytes("GET /live HTTP/1.1\r\n\r\n")).doesNotContainIgnoringCase("jetty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /live HTTP/1.1\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /a/../live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"
            })
    void shouldAnswerBrokenRequestsWithAProblem(String request) throws Exception {
        assertThat(server.sendBytes(request)).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @Test
    void shouldRefuseHeadersAndAddressesWithoutEnd() throws Exception {
        String large = "x".repeat(20_000);

        assertThat(server.sendBytes("GET /live HTTP/1.1\r\nHost: a\r\nX: " + large + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("application/problem+json");
        assertThat(server.sendBytes("GET /live?" + large + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414");
    }

    @Test
    void shouldHideWhatFailedInside() throws Exception {
        server.aggregates.failure = Optional.of(new IllegalStateException("secret"));

        HttpResponse<String> response = server.get("/v1/regions");

        TestServer.problem(response, 500);
        assertThat(response.body()).doesNotContain("secret", "IllegalState");
    }

    @Test
    void shouldSayWhichPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            URI listener = URI.create("http://127.0.0.1:" + taken.getLocalPort());
            RestApi api = server.api();

            assertThatThrownBy(() -> RestServer.start(Rest.at(listener), api, Optional.empty()))
                    .isInstanceOf(RestException.class)
                    .hasMessageContainingAll("rest.listener", listener.toString(), "in use");
        }
    }
}
