package io.meridian.app.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.config.MeridianConfig.Tls;
import io.meridian.app.peer.PeerTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsDowngradeTest {
    private static final int ECDHE_ECDSA_AES_128_GCM_SHA256 = 0xC02B;
    private static final int ECDHE_ECDSA_AES_128_CBC_SHA = 0xC009;

    /** Without secrecy, without forward secrecy, anonymous, or long broken. */
    private static final List<Integer> WEAK = List.of(
            0x0001, // RSA, NULL, MD5
            0x0005, // RSA, RC4, SHA
            0x000A, // RSA, 3DES, SHA
            0x0018, // anonymous DH, RC4, MD5
            0x002F, // RSA, AES-128-CBC, SHA
            0x009C, // RSA, AES-128-GCM
            0xC006, // ECDHE-ECDSA, NULL, SHA
            0xC007, // ECDHE-ECDSA, RC4, SHA
            0xC008, // ECDHE-ECDSA, 3DES, SHA
            ECDHE_ECDSA_AES_128_CBC_SHA);

    @Test
    void shouldSpeakNoOldVersionAndNoWeakCipher(@TempDir Path directory) throws Exception {
        try (TestServer server = server(tls(directory))) {
            URI url = server.url();
            assertThat(ClientHello.answer(url, ClientHello.TLS_1_2, ECDHE_ECDSA_AES_128_GCM_SHA256))
                    .isEqualTo(ClientHello.HANDSHAKE);
            for (int version : List.of(ClientHello.TLS_1_0, ClientHello.TLS_1_1)) {
                assertThat(ClientHello.answer(url, version, ECDHE_ECDSA_AES_128_CBC_SHA))
                        .isEqualTo(ClientHello.ALERT);
            }
            for (int cipher : WEAK) {
                assertThat(ClientHello.answer(url, ClientHello.TLS_1_2, cipher))
                        .as("cipher %04x", cipher)
                        .isEqualTo(ClientHello.ALERT);
            }
        }
    }

    @Test
    void shouldNotAgreeAnewInTheMiddleOfAConnection(@TempDir Path directory) throws Exception {
        Tls tls = tls(directory);
        try (TestServer server = server(tls);
                SSLSocket socket = (SSLSocket) PeerTls.context(tls)
                        .getSocketFactory()
                        .createSocket("127.0.0.1", server.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            assertThat(answer(socket, server.url())).startsWith("HTTP/1.1 200 OK");

            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        answer(socket, server.url());
                    })
                    .isInstanceOf(SSLException.class);
        }
    }

    private static String answer(SSLSocket socket, URI url) throws IOException {
        String request = "GET /live HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        byte[] answer = new byte[2_000];
        return new String(answer, 0, socket.getInputStream().read(answer), US_ASCII);
    }

    private static Tls tls(Path directory) throws Exception {
        Certificates certificates = new Certificates(directory);
        Path authority = certificates.authority("ca");
        Path key = certificates.key("server", authority, 30, 0, "127.0.0.1");
        return Certificates.tls(key, certificates.trust(authority));
    }

    private static TestServer server(Tls tls) throws Exception {
        Rest plain = Rest.at(URI.create("https://127.0.0.1:0"));
        Rest rest = new Rest(
                plain.listener(), Optional.empty(), Optional.empty(), Optional.of(tls), List.of(), plain.queries());
        return new TestServer(rest, Optional.of(PeerTls.context(tls)));
    }
}
