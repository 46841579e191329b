package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.app.ask.AskException;
import io.meridian.app.ask.InstanceClient;
import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.config.MeridianConfig.Tls;
import io.meridian.app.peer.PeerTls;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line's caller before the real server. */
class InstanceClientTest {
    @Test
    void shouldAskOverTlsWhomItTrustsAndNobodyElse(@TempDir Path folder) throws Exception {
        Certificates certificates = new Certificates(folder);
        Path ours = certificates.authority("ours");
        Path key = certificates.key("known", ours, 365, 0, "127.0.0.1");
        Path trust = certificates.trust(ours);
        Tls trusting = Certificates.tls(key, trust);
        Tls stranger = Certificates.tls(key, certificates.trust(certificates.authority("others")));

        try (TestServer server =
                new TestServer(Certificates.rest(key, trust), Optional.of(PeerTls.context(trusting)))) {
            assertThat(new InstanceClient(server.url(), Optional.empty(), Optional.of(PeerTls.context(trusting)))
                            .get("/v1/aggregates/latest")
                            .path("complete")
                            .asBoolean())
                    .isTrue();

            InstanceClient distrustful =
                    new InstanceClient(server.url(), Optional.empty(), Optional.of(PeerTls.context(stranger)));
            assertThatThrownBy(() -> distrustful.get("/v1/aggregates/latest")).isInstanceOf(AskException.class);
            assertThat(server.aggregates.latestQueries).hasSize(1);
        }
    }

    /** The thread of the JDK's new client waits in native code, and a JVM that ends waits 0.3 s for such a thread. */
    @Test
    void shouldLeaveNoThreadThatTheEndWouldWaitFor() {
        try (TestServer server = new TestServer(Rest.at(URI.create("http://127.0.0.1:0")))) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();

            new InstanceClient(server.url(), Optional.empty(), Optional.empty()).get("/v1/aggregates/latest");

            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("HttpClient"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1", "file:///etc/hosts", "127.0.0.1", "http:///"})
    void shouldSayWhatAUrlIsToBe(String url) {
        assertThatThrownBy(() -> new InstanceClient(URI.create(url), Optional.empty(), Optional.empty()).get("/live"))
                .isInstanceOf(AskException.class)
                .hasMessageStartingWith(url + ": expected an http or https url of an instance");
    }
}
