package io.meridian.app.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.app.config.MeridianConfig.Rest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
    private static final String REQUEST = "GET /live HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TestServer parts = new TestServer();
    private final RestServer server = RestServer.start(
            Rest.at(URI.create("http://127.0.0.1:0")), parts.api(), Optional.empty(), Duration.ofMillis(250), 4_000);

    @AfterEach
    void stop() {
        server.close();
        parts.close();
    }

    @Test
    void shouldEndAConnectionWhoseFirstRequestComesByteByByte() throws Exception {
        try (Socket slow = connect()) {
            assertEndsWhileDribbling(slow);
        }
    }

    @Test
    void shouldEndAConnectionThatTurnsSlowAfterARequest() throws Exception {
        try (Socket slow = connect()) {
            assertThat(ask(slow)).contains("200");
            assertEndsWhileDribbling(slow);
        }
    }

    @Test
    void shouldEndAConnectionWhoseBodyComesByteByByte() throws Exception {
        try (Socket slow = connect()) {
            send(slow, "POST /v1/cache/refresh HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n");
            assertEndsWhileDribbling(slow);
        }
    }

    @Test
    void shouldKeepAConnectionThatAsksAgainAndAgain() throws Exception {
        try (Socket steady = connect()) {
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> ask(steady).contains("200"));
        }
    }

    @Test
    void shouldKeepAReaderOfEvents() throws Exception {
        try (Socket reader = connect()) {
            send(reader, "GET /v1/stream HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(new BufferedReader(new InputStreamReader(reader.getInputStream(), US_ASCII)).readLine())
                    .contains("200");
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> !hasEnded(reader));
        }
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** The status line of the answer to a look. */
    private static String ask(Socket socket) throws IOException {
        send(socket, REQUEST);
        byte[] answer = new byte[4_096];
        int length = socket.getInputStream().read(answer);
        return new String(answer, 0, Math.max(0, length), US_ASCII);
    }

    private static void assertEndsWhileDribbling(Socket slow) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(40))
                .until(() -> {
                    try {
                        send(slow, "X");
                        return hasEnded(slow);
                    } catch (IOException ended) {
                        return true;
                    }
                });
    }

    /** Whether the other side has closed; takes in what it sent. */
    private static boolean hasEnded(Socket socket) throws IOException {
        socket.setSoTimeout(5);
        try {
            return socket.getInputStream().read(new byte[4_096]) < 0;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }
}
