package io.meridian.app.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.meridian.app.config.MeridianConfig.Rest;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More connections at once than the server takes: most say nothing, many begin a request and go no further, some send garbage. */
class CrowdTest {
    /** {@code -Dmeridian.test.connections=10000} tries more. */
    private static final int CONNECTIONS = Integer.getInteger("meridian.test.connections", 1_300);

    private static final int TAKEN = 1_000;

    /** Of the system, for connections that the server has not taken. */
    private static final int QUEUE = 200;

    private static final long MOST_BYTES = 96L << 20;
    private static final int MOST_THREADS = 128;
    private static final String REQUEST = "GET /live HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TestServer parts = new TestServer();
    private final RestServer server = RestServer.start(
            Rest.at(URI.create("http://127.0.0.1:0")), parts.api(), Optional.empty(), Duration.ofSeconds(30), TAKEN);
    private final InetSocketAddress address =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.url().getPort());
    private final List<Socket> regulars = new ArrayList<>();

    @BeforeEach
    void openFilesForBothEnds() throws IOException {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assumeThat(system.getMaxFileDescriptorCount())
                .as("open files: raise ulimit -n")
                .isGreaterThan(CONNECTIONS + TAKEN + 1_000);
        for (int i = 0; i < 8; i++) {
            Socket regular = new Socket();
            regulars.add(regular);
            assertThat(isAnswered(regular)).isTrue();
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket regular : regulars) {
            regular.close();
        }
        server.close();
        parts.close();
    }

    @Test
    void shouldTakeSoManyAnswerThoseItHasAndTakeOthersWhenTheyAreGone() throws Exception {
        long bytes = bytes();
        try (Crowd crowd = new Crowd(address, CONNECTIONS)) {
            // Those behind the last that are taken wait in the system's queue.
            await().atMost(Duration.ofSeconds(20)).until(() -> crowd.told("400") > crowd.garbage() / 2);
            // Whose place the garbage gives back is taken when the system tries again.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(server.connections()).isBetween(TAKEN * 9 / 10, TAKEN));
            assertThat(crowd.connected()).isLessThanOrEqualTo(TAKEN + crowd.garbage() + QUEUE);
            for (Socket regular : regulars) {
                assertThat(ask(regular)).startsWith("HTTP/1.1 200");
            }
            try (Socket newcomer = new Socket()) {
                assertThat(isAnswered(newcomer)).isFalse();
            }
            assertThat(bytes() - bytes).isLessThan(MOST_BYTES);
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("rest"))
                            .count())
                    .isLessThanOrEqualTo(MOST_THREADS);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (Socket newcomer = new Socket()) {
                return isAnswered(newcomer);
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> server.connections() <= regulars.size());
        for (Socket regular : regulars) {
            assertThat(ask(regular)).startsWith("HTTP/1.1 200");
        }
    }

    /** What is in use, of the heap and beside it. */
    private static long bytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    private boolean isAnswered(Socket one) throws IOException {
        try {
            one.setSoTimeout(1_000);
            one.connect(address, 1_000);
            return ask(one).contains("200");
        } catch (SocketTimeoutException none) {
            return false;
        }
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));
        byte[] answer = new byte[4_096];
        int length = socket.getInputStream().read(answer);
        return new String(answer, 0, Math.max(0, length), US_ASCII);
    }
}
