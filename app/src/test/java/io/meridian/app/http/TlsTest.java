package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.app.config.InvalidConfigException;
import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.config.MeridianConfig.Tls;
import io.meridian.app.peer.HttpPeers;
import io.meridian.app.peer.PeerTls;
import io.meridian.app.query.Caller;
import io.meridian.app.query.Hop;
import io.meridian.app.query.Member;
import io.meridian.app.query.PeerException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that know each other by certificates, and some that do not; the keys are made by the JDK's keytool. */
class TlsTest {
    private static final Password PASSWORD = new Password("changeit");
    private static final Caller CALLER = new Caller("GET", "/v1/regions", Optional.empty(), Optional.empty());

    @TempDir
    Path directory;

    @Test
    void shouldAnswerAnInstanceThatIsKnownAndNoneThatIsNot() throws Exception {
        Path ours = authority("ours");
        Path others = authority("others");
        Path known = key("known", ours, 365, 0, "127.0.0.1");
        Path stranger = key("stranger", others, 365, 0, "127.0.0.1");
        Path expired = key("expired", ours, 1, -10, "127.0.0.1");
        Path misnamed = key("misnamed", ours, 365, 0, "10.1.2.3");
        Path trust = trust(ours);

        try (TestServer server = new TestServer(rest(known, trust), Optional.of(PeerTls.context(tls(known, trust))))) {
            assertThat(ask(server, tls(known, trust))).containsExactly(1, 2, 3);
            assertThat(server.aggregates.hops).containsExactly(new Hop(Set.of(0), false));

            assertRefused(server, tls(stranger, trust));
            assertRefused(server, tls(expired, trust));
            assertRefused(server, tls(known, trust(others)));
        }
        try (TestServer server =
                new TestServer(rest(expired, trust), Optional.of(PeerTls.context(tls(expired, trust))))) {
            assertRefused(server, tls(known, trust));
        }
        try (TestServer server =
                new TestServer(rest(misnamed, trust), Optional.of(PeerTls.context(tls(misnamed, trust))))) {
            assertRefused(server, tls(known, trust));
        }
    }

    @Test
    void shouldSayWhichStoreCannotBeRead() throws Exception {
        Path known = authority("known");

        assertThatThrownBy(() ->
                        PeerTls.context(new Tls(known, new Password("wrong-one"), Optional.empty(), PASSWORD, false)))
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

    private static Rest rest(Path keystore, Path truststore) {
        Rest plain = Rest.at(URI.create("https://127.0.0.1:0"));
        return new Rest(
                plain.listener(),
                plain.advertisedUrl(),
                plain.tokens(),
                Optional.of(tls(keystore, truststore)),
                plain.corsOrigins(),
                plain.queries());
    }

    private static Tls tls(Path keystore, Path truststore) {
        return new Tls(keystore, PASSWORD, Optional.of(truststore), PASSWORD, true);
    }

    private Path authority(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        keytool(store, List.of("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c"));
        return store;
    }

    /** A key that an authority has signed. */
    private Path key(String name, Path authority, int days, int startsInDays, String address) throws Exception {
        Path store = Files.copy(authority, directory.resolve(name + ".p12"));
        keytool(
                store,
                List.of(
                        "-genkeypair",
                        "-alias",
                        name,
                        "-signer",
                        "ca",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:" + address,
                        "-validity",
                        "" + days,
                        "-startdate",
                        (startsInDays < 0 ? "" : "+") + startsInDays + "d"));
        keytool(store, List.of("-delete", "-alias", "ca"));
        return store;
    }

    /** A store that trusts what an authority has signed. */
    private Path trust(Path authority) throws Exception {
        Path trust = directory.resolve("trust-" + authority.getFileName());
        Path certificate = directory.resolve(authority.getFileName() + ".cer");
        keytool(authority, List.of("-exportcert", "-alias", "ca", "-file", certificate.toString()));
        keytool(trust, List.of("-importcert", "-noprompt", "-alias", "ca", "-file", certificate.toString()));
        return trust;
    }

    private void keytool(Path store, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD.value()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }
}
