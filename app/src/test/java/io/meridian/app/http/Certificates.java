package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.config.MeridianConfig.Tls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.types.Password;

/** Keys and stores, made by the JDK's keytool. */
public final class Certificates {
    public static final Password PASSWORD = new Password("changeit");

    private final Path directory;
    private final Password password;

    public Certificates(Path directory) {
        this(directory, PASSWORD);
    }

    /** @param password of all stores */
    public Certificates(Path directory, Password password) {
        this.directory = directory;
        this.password = password;
    }

    /** A key that signs others. */
    public Path authority(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        keytool(store, List.of("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c"));
        return store;
    }

    /** A key that an authority has signed. */
    public Path key(String name, Path authority, int days, int startsInDays, String address) throws Exception {
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
    public Path trust(Path authority) throws Exception {
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
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", password.value()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }

    /** A listener that asks for a certificate. */
    static Rest rest(Path keystore, Path truststore) {
        Rest plain = Rest.at(URI.create("https://127.0.0.1:0"));
        return new Rest(
                plain.listener(),
                plain.advertisedUrl(),
                plain.tokens(),
                Optional.of(tls(keystore, truststore)),
                plain.corsOrigins(),
                plain.queries());
    }

    static Tls tls(Path keystore, Path truststore) {
        return new Tls(keystore, PASSWORD, Optional.of(truststore), PASSWORD, true);
    }
}
