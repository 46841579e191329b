package io.meridian.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.app.http.Certificates;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marked secrets wherever the program takes one, and a search for them wherever it says something. */
class SecretsIT {
    private static final String MARK = "planted-7f3a";
    private static final String NAME = "seen-51be";
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Path directory;
    private final Children children = new Children();
    private final int port = FreePorts.find();

    SecretsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void shouldShowNoSecretWhileItRunsAndAnswers() throws Exception {
        Password password = new Password(MARK + "-keystore");
        Certificates certificates = new Certificates(directory, password);
        Path authority = certificates.authority("ca");
        Path key = certificates.key("server", authority, 30, 0, "127.0.0.1");
        HttpClient http = client(certificates.trust(authority), password);
        try (LocalCluster cluster = LocalCluster.start(LocalHome.ofThisJvm(), directory.resolve("cluster"))) {
            ChildProcess run = run(
                    "running",
                    Map.of("MERIDIAN_KAFKA_SSL_KEY_PASSWORD", MARK + "-env"),
                    Map.of(
                            "kafka.bootstrap.servers",
                            cluster.kafka().bootstrapServers(),
                            "kafka.ssl.truststore.password",
                            MARK + "-truststore",
                            "schema.registry.url",
                            cluster.registry().url().toString(),
                            "schema.registry.basic.auth.credentials.source",
                            "USER_INFO",
                            "schema.registry.basic.auth.user.info",
                            "meridian:" + MARK + "-registry",
                            "rest.listener",
                            "https://127.0.0.1:" + port,
                            "rest.tls.keystore",
                            key.toString(),
                            "rest.auth",
                            "bearer",
                            "rest.auth.tokens.file",
                            tokens().toString(),
                            "topics.create",
                            "true"),
                    Map.of(
                            "kafka.sasl.jaas.config", jaas(),
                            "rest.tls.keystore.password", password.value(),
                            "dlq.reconcile.secret", MARK + "-reconcile-secret"));
            await().atMost(LONG).until(() -> !run.isAlive() || ask(http, "/ready", "") == 200);

            StringBuilder said = new StringBuilder();
            for (String path : List.of(
                    "/ready", "/metrics", "/v1/config", "/v1/instances", "/topology", "/v1/regions", "/nothing")) {
                for (String token : List.of(MARK + "-token", MARK + "-guess")) {
                    HttpResponse<String> response = get(http, path, token);
                    said.append(response.headers().map()).append(response.body());
                }
            }
            assertThat(ask(http, "/v1/config", MARK + "-token")).isEqualTo(200);
            assertThat(ask(http, "/v1/config", MARK + "-guess")).isEqualTo(401);
            said.append(Files.readString(Path.of("/proc", "" + run.pid(), "cmdline")));
            run.stop(Duration.ofSeconds(20));
            String log = Files.readString(run.log());
            said.append(log);

            assertThat(log).contains("DEBUG", NAME);
            assertThat(said).contains(NAME, "meridian_").doesNotContain(MARK);
        }
    }

    @Test
    void shouldShowNoSecretWhereKafkaRefusesIt() throws Exception {
        ChildProcess run;
        try (PagesRegistry registry = PagesRegistry.plain()) {
            run = run(
                    "refused",
                    Map.of(),
                    Map.of(
                            "kafka.bootstrap.servers",
                            "127.0.0.1:" + FreePorts.find(),
                            "kafka.security.protocol",
                            "SASL_SSL",
                            "rest.listener",
                            "http://127.0.0.1:" + port,
                            "schema.registry.url",
                            registry.url().replace("://", "://meridian:" + MARK + "-url@")),
                    Map.of("kafka.sasl.jaas.config", MARK + "-no-login-module"));
            assertThat(run.awaitExit(LONG)).isTrue();
        }

        assertThat(run.exitCode().orElseThrow()).isBetween(1, 2);
        assertThat(Files.readString(run.log())).contains("meridian run: ").doesNotContain(MARK);
    }

    private ChildProcess run(
            String name, Map<String, String> environment, Map<String, String> inFile, Map<String, String> inFiles)
            throws IOException {
        StringBuilder settings = new StringBuilder();
        Map<String, String> all = new LinkedHashMap<>(inFile);
        all.put("instance.id", NAME);
        all.put("state.dir", directory.resolve("state").toString());
        all.forEach(
                (key, value) -> settings.append(key).append('=').append(value).append('\n'));
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--config",
                Files.writeString(directory.resolve(name + ".properties"), settings)
                        .toString()));
        for (Map.Entry<String, String> secret : inFiles.entrySet()) {
            Path file = Files.writeString(directory.resolve(secret.getKey()), secret.getValue());
            arguments.addAll(List.of("--set-file", secret.getKey() + "=" + file));
        }
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("MERIDIAN_LOG_LEVEL", "DEBUG");
        return children.start(Command.java(
                        name,
                        directory.resolve(name + ".log"),
                        List.of("-Xmx384m"),
                        System.getProperty("java.class.path"),
                        "io.meridian.app.Main",
                        arguments)
                .withEnvironment(variables));
    }

    private static String jaas() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"meridian\" password=\""
                + MARK + "-sasl\";";
    }

    private Path tokens() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest((MARK + "-token").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Files.writeString(directory.resolve("tokens"), HexFormat.of().formatHex(hash) + " operator\n");
    }

    private static HttpClient client(Path truststore, Password password) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(truststore)) {
            trust.load(in, password.value().toCharArray());
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private int ask(HttpClient http, String path, String token) throws InterruptedException {
        try {
            return get(http, path, token).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private HttpResponse<String> get(HttpClient http, String path, String token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
