package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.app.config.InvalidConfigException;
import io.meridian.app.config.MeridianConfig.Tls;
import io.meridian.app.peer.HttpPeers;
import io.meridian.app.peer.PeerTls;
import io.meridian.app.query.Caller;
import io.meridian.app.query.Hop;
import io.meridian.app.query.Member;
import io.meridian.app.query.PeerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that know each other by certificates, and some that do not; the keys are made by the JDK's keytool. */
class TlsTest {
    private static final Caller CALLER = new Caller("GET", "/v1/regions", Optional.empty(), Optional.empty());

    private final Certificates certificates;

    TlsTest(@TempDir Path directory) {
        certificates = new Certificates(directory);
    }

    @Test
    void shouldAnswerAnInstanceThatIsKnownAndNoneThatIsNot() throws Exception {
        Path ours = certificates.authority("ours");
        Path others = certificates.authority("others");
        Path known = certificates.key("known", ours, 365, 0, "127.0.0.1");
        Path stranger = certificates.key("stranger", others, 365, 0, "127.0.0.1");
        Path expired = certificates.key("expired", ours, 1, -10, "127.0.0.1");
        Path misnamed = certificates.key("misnamed", ours, 365, 0, "10.1.2.3");
        Path trust = certificates.trust(ours);

        try (TestServer server = new TestServer(
                Certificates.rest(known, trust), Optional.of(PeerTls.context(Certificates.tls(known, trust))))) {
            assertThat(ask(server, Certificates.tls(known, trust))).containsExactly(1, 2, 3);
            assertThat(server.aggregates.hops).containsExactly(new Hop(Set.of(0), false));

            assertRefused(server, Certificates.tls(stranger, trust));
            assertRefused(server, Certificates.tls(expired, trust));
            assertRefused(server, Certificates.tls(known, certificates.trust(others)));
        }
        try (TestServer server = new TestServer(
                Certificates.rest(expired, trust), Optional.of(PeerTls.context(Certificates.tls(expired, trust))))) {
            assertRefused(server, Certificates.tls(known, trust));
        }
        try (TestServer server = new TestServer(
                Certificates.rest(misnamed, trust), Optional.of(PeerTls.context(Certificates.tls(misnamed, trust))))) {
            assertRefused(server, Certificates.tls(known, trust));
        }
    }

    @Test
    void shouldSayWhichStoreCannotBeRead() throws Exception {
        Path known = certificates.authority("known");

        assertThatThrownBy(() -> PeerTls.context(
                        new Tls(known, new Password("wrong-one"), Optional.empty(), Certificates.PASSWORD, false)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContainingAll("rest.tls.keystore", known.toString())
                .hasMessageNotContaining("wrong-one");
    }

    private static byte[] ask(TestServer server, Tls as) {
        try (HttpPeers peers = new HttpPeers(Duration.ofSeconds(5), Optional.of(PeerTls.context(as)))) {
            return peers.ask(
                            new Member("127.0.0.1", server.url().getPort()),
                            CALLER,
                            Optional.of(new Hop(Set.of(0), false)))
                    .join();
        }
    }

    private static void assertRefused(TestServer server, Tls as) {
        int before = server.aggregates.hops.size();
        assertThatThrownBy(() -> ask(server, as))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(PeerException.class);
        assertThat(server.aggregates.hops).hasSize(before);
    }
}
