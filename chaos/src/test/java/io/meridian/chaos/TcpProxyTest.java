package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.chaos.TcpProxy.Condition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final int SOON_MILLIS = 300;

    private ServerSocket server;
    private TcpProxy proxy;
    private Socket client;
    private Socket behind;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(5_000);
        proxy = new TcpProxy(server.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        behind = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        behind.close();
        proxy.close();
        server.close();
    }

    @Test
    void shouldPassBothWays() throws IOException {
        assertThat(arrives(client, behind)).isTrue();
        assertThat(arrives(behind, client)).isTrue();
    }

    @Test
    void shouldHoldEverythingAndBringItLater() throws IOException {
        proxy.become(Condition.HALF_OPEN);
        assertThat(arrives(client, behind)).isFalse();
        assertThat(arrives(behind, client)).isFalse();

        proxy.become(Condition.GOOD);
        assertThat(behind.getInputStream().read()).isEqualTo(7);
        assertThat(client.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void shouldHoldOneDirectionOnly() throws IOException {
        proxy.become(Condition.NO_ANSWERS);
        assertThat(arrives(client, behind)).isTrue();
        assertThat(arrives(behind, client)).isFalse();

        proxy.become(Condition.NO_REQUESTS);
        client.setSoTimeout(0);
        assertThat(client.getInputStream().read()).isEqualTo(7);
        assertThat(arrives(client, behind)).isFalse();
    }

    @Test
    void shouldBeLateByTheDelay() throws IOException {
        proxy.become(Condition.SLOW);
        long begin = System.nanoTime();
        client.getOutputStream().write(7);
        assertThat(behind.getInputStream().read()).isEqualTo(7);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TcpProxy.DELAY.toNanos());
    }

    @Test
    void shouldEndConnectionsAndTakeNoneWhileCut() throws IOException {
        proxy.become(Condition.CUT);
        assertThatThrownBy(() -> readToEnd(client)).isInstanceOf(IOException.class);
        try (Socket another = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            assertThatThrownBy(() -> readToEnd(another)).isInstanceOf(IOException.class);
        }
    }

    private static void readToEnd(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        if (socket.getInputStream().read() < 0) {
            throw new IOException("ended");
        }
    }

    private static boolean arrives(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(7);
        to.setSoTimeout(SOON_MILLIS);
        try {
            return to.getInputStream().read() == 7;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            to.setSoTimeout(5_000);
        }
    }
}
