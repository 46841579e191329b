package io.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void shouldFindDifferentPortsThatNoConnectionGets() {
        assertThat(FreePorts.find(50))
                .hasSize(50)
                .doesNotHaveDuplicates()
                .allMatch(port -> port > 1_023 && port < 32_768);
    }

    @Test
    void shouldTellBusyFromFree() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(FreePorts.isFree(port)).isFalse();
        }
        assertThat(FreePorts.isFree(port)).isTrue();
    }
}
