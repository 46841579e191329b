package io.meridian.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.connect.sink.FakeCache.Told;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2025-03-12T12:00:00Z"), ZoneOffset.UTC);
    private static final Refresh REFRESH = new Refresh("local_config", 7);

    @Test
    void shouldPostTheGenerationOverHttp2WhereTheServerHasIt(@TempDir Path directory) throws Exception {
        Path keyStore = FakeCache.keyStore(directory);
        try (FakeCache server = FakeCache.http2(keyStore)) {
            assertThat(tell(cache(server, 50, trusting(keyStore)))).isEqualTo(new Outcome.Delivered());

            assertThat(server.told())
                    .containsExactly(new Told(
                            "HTTP/2.0",
                            "POST /v1/cache/refresh",
                            "local_config-7",
                            "{\"source\":\"local_config\",\"generation\":7}"));
        }
    }

    @Test
    void shouldDoWithHttp1() throws Exception {
        try (FakeCache server = FakeCache.plain()) {
            assertThat(tell(cache(server, 50))).isEqualTo(new Outcome.Delivered());
            assertThat(server.told()).singleElement().extracting(Told::protocol).isEqualTo("HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 404, 409, 422})
    void shouldTakeNoForAnAnswerAndFollowNoRedirect(int status) throws Exception {
        try (FakeCache server = FakeCache.plain()) {
            server.reply(status, HttpHeader.LOCATION, server.url() + "/elsewhere");

            assertThat(tell(cache(server, 50)))
                    .isEqualTo(new Outcome.Refused(server.url() + "/v1/cache/refresh answered " + status));
            assertThat(server.told()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void shouldTryAgainLaterAsTheServerWishes(int status) throws Exception {
        try (FakeCache server = FakeCache.plain()) {
            Cache cache = cache(server, 50);
            server.reply(status);
            server.reply(status, HttpHeader.RETRY_AFTER, "7");
            server.reply(status, HttpHeader.RETRY_AFTER, "Wed, 12 Mar 2025 12:01:30 GMT");
            server.reply(status, HttpHeader.RETRY_AFTER, "99999999");
            server.reply(status, HttpHeader.RETRY_AFTER, "soon");

            List<Optional<Duration>> waits = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                waits.add(((Outcome.NotNow) tell(cache)).after());
            }

            assertThat(waits)
                    .containsExactly(
                            Optional.empty(),
                            Optional.of(Duration.ofSeconds(7)),
                            Optional.of(Duration.ofSeconds(90)),
                            Optional.of(Duration.ofMinutes(5)),
                            Optional.empty());
        }
    }

    @Test
    void shouldTryAgainWhereNobodyListensOrNobodyAnswersInTime() throws Exception {
        FakeCache server = FakeCache.plain();
        server.delay(2_000);
        Cache cache = cache(server, 50);
        assertThat(tell(cache)).isInstanceOf(Outcome.NotNow.class);
        server.close();
        assertThat(tell(cache))
                .isInstanceOfSatisfying(
                        Outcome.NotNow.class,
                        later -> assertThat(later.reason()).contains("was not reached"));

        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(tell(new Cache(
                            settings("http://127.0.0.1:" + silent.getLocalPort(), 50), NOON, SSLContext.getDefault())))
                    .isInstanceOf(Outcome.NotNow.class);
        }
    }

    @Test
    void shouldSendNoMoreAtOnceThanAllowed() throws Exception {
        try (FakeCache server = FakeCache.plain()) {
            server.delay(20);
            Cache cache = cache(server, 3);

            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(cache.tell(new Refresh("local_config", i)));
            }

            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(new Outcome.Delivered()));
            assertThat(server.mostUnderWay()).isBetween(2, 3);
        }
    }

    private static Outcome tell(Cache cache) throws InterruptedException {
        return cache.tell(REFRESH).join();
    }

    private static Cache cache(FakeCache server, int connections) throws Exception {
        return cache(server, connections, SSLContext.getDefault());
    }

    private static Cache cache(FakeCache server, int connections, SSLContext tls) {
        return new Cache(settings(server.url(), connections), NOON, tls);
    }

    private static CacheSettings settings(String url, int connections) {
        return CacheSettings.of(
                Map.of("api.base.url", url, "max.connections", "" + connections, "request.timeout.ms", "1000"));
    }

    private static SSLContext trusting(Path keyStore) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, FakeCache.PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
