package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.app.config.MeridianConfig.Queries;
import io.meridian.app.config.MeridianConfig.Rest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    private final TestServer server = new TestServer();
    private final List<EventClient> open = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (EventClient reader : open) {
            reader.close();
        }
        server.close();
    }

    @Test
    void shouldTellEachChangeOnceAndInOrder() throws Exception {
        server.changes.add(0, "before");
        EventClient reader = read("/v1/stream", "");
        EventClient second = read("/v1/stream", "");

        for (int i = 0; i < 300; i++) {
            server.changes.add(i % 2, "r" + i);
        }

        List<String> even = new ArrayList<>();
        List<String> odd = new ArrayList<>();
        await().until(() -> reader.regions().size() == 300 && second.regions().size() == 300);
        reader.regions().forEach(region -> (Integer.parseInt(region.substring(1)) % 2 == 0 ? even : odd).add(region));
        for (int i = 0; i < 150; i++) {
            assertThat(even.get(i)).isEqualTo("r" + 2 * i);
            assertThat(odd.get(i)).isEqualTo("r" + (2 * i + 1));
        }
        assertThat(reader.regions()).doesNotHaveDuplicates();
    }

    @Test
    void shouldTakeInMoreThanItHasThreadsForWhileTheTopicIsNotReadYet() throws Exception {
        CountDownLatch reachable = server.changes.unreachable();
        for (int i = 0; i < 300; i++) {
            open.add(new EventClient(server.url(), "/v1/stream", ""));
        }
        await().until(() -> server.get("/metrics").body().contains("meridian_stream_readers 300.0"));
        assertThat(open).noneMatch(EventClient::isHeard);

        reachable.countDown();

        await().until(() -> open.stream().allMatch(EventClient::isHeard));
    }

    @Test
    void shouldRefuseAReaderMoreThanThereMayBe() throws Exception {
        Queries two = new Queries(Duration.ofSeconds(2), Optional.empty(), 2);
        Rest rest = new Rest(
                URI.create("http://127.0.0.1:0"), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), two);
        try (TestServer small = new TestServer(rest)) {
            open.add(new EventClient(small.url(), "/v1/stream", ""));
            open.add(new EventClient(small.url(), "/v1/stream", ""));
            await().until(() -> open.stream().allMatch(EventClient::isHeard));

            HttpResponse<String> refused = small.get("/v1/stream");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("rest.max.readers");
        }
    }

    @Test
    void shouldTellOnlyTheSeriesThatAreAskedFor() throws Exception {
        EventClient reader = read("/v1/stream?region=eu", "");

        server.changes.add(0, "us");
        server.changes.add(1, "eu");
        server.changes.add(0, "eu");

        await().until(() -> reader.regions().size() == 2);
        assertThat(reader.regions()).containsExactly("eu", "eu");
    }

    @Test
    void shouldResumeBehindTheLastEventOnThisInstanceAndOnAnother() throws Exception {
        EventClient first = read("/v1/stream", "");
        server.changes.add(0, "one");
        server.changes.add(1, "two");
        await().until(() -> first.regions().size() == 2);
        first.close();
        server.changes.add(0, "three");
        server.changes.add(1, "four");

        EventClient here = read("/v1/stream", first.lastId());
        await().until(() -> here.regions().size() == 2);
        assertThat(here.regions()).containsExactlyInAnyOrder("three", "four");

        // Another one has not read the topic so far, and has to look back.
        try (RestServer another =
                RestServer.start(Rest.at(URI.create("http://127.0.0.1:0")), server.api(), Optional.empty())) {
            EventClient elsewhere = read(another.url(), "/v1/stream", first.lastId());
            await().until(() -> elsewhere.regions().size() == 2);
            server.changes.add(0, "five");
            await().until(() -> elsewhere.regions().size() == 3);
            assertThat(elsewhere.regions()).containsExactlyInAnyOrder("three", "four", "five");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AQ", "AQAAAAAAAAAB", "_____________________w", "a b"})
    void shouldRefuseIdsThatNoEventHad(String id) throws Exception {
        assertThat(TestServer.problem(server.send("GET", "/v1/stream", "Last-Event-ID", id), 400)
                        .get("parameter")
                        .asText())
                .isEqualTo("Last-Event-ID");
    }

    @Test
    void shouldCutOffAReaderThatDoesNotReadAndServeTheOthers() throws Exception {
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4 * 1024);
            slow.connect(new java.net.InetSocketAddress(
                    java.net.InetAddress.getLoopbackAddress(), server.url().getPort()));
            slow.getOutputStream()
                    .write("GET /v1/stream HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            EventClient reader = read("/v1/stream", "");

            int sent = 0;
            for (int round = 0; round < 40; round++) {
                for (int i = 0; i < 1_000; i++) {
                    server.changes.add(0, "r" + sent++);
                }
                int all = sent;
                await().until(() -> reader.regions().size() == all);
            }

            assertThat(reader.regions()).hasSize(sent);
            slow.setSoTimeout(10_000);
            assertThat(received(slow.getInputStream()))
                    .as("events that the slow one got")
                    .isLessThan(sent);
        }
    }

    @Test
    void shouldServeAThousandReadersAtOnce() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            open.add(new EventClient(server.url(), "/v1/stream?region=eu", ""));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> open.stream().allMatch(EventClient::isHeard));

        for (int i = 0; i < 5; i++) {
            server.changes.add(0, "eu");
            server.changes.add(1, "us");
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> open.stream().allMatch(reader -> reader.regions().size() == 5));
    }

    @Test
    void shouldNotWaitForAChangeWhereTheHeadWillDo() throws Exception {
        assertThat(server.send("HEAD", "/v1/stream").statusCode()).isEqualTo(200);
    }

    /** How many events came before the connection broke. */
    private static long received(InputStream in) {
        long events = 0;
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    events++;
                }
            }
        } catch (IOException e) {
            return events;
        }
        return events;
    }

    private EventClient read(String path, String lastId) throws IOException {
        return read(server.url(), path, lastId);
    }

    private EventClient read(URI from, String path, String lastId) throws IOException {
        EventClient reader = new EventClient(from, path, lastId);
        open.add(reader);
        await().until(() -> reader.isHeard() || !reader.regions().isEmpty());
        return reader;
    }
}
