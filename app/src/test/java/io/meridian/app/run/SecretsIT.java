package io.meridian.app.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.http.Certificates;
import io.meridian.app.rights.NeededRights;
import io.meridian.app.rights.SecuredKafka;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalRegistry;
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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marked secrets wherever the program takes one, and a search for them wherever it says something. */
class SecretsIT {
    private static final String MARK = "planted-7f3a";
    private static final List<String> NAMES = List.of("seen-51be", "seen-83af");

    /** What is marked, and what {@link SecuredKafka} has of its own. */
    private static final List<String> SECRETS =
            List.of(MARK, SecuredKafka.secret(SecuredKafka.USER), Certificates.PASSWORD.value());

    /** Kafka's clients say what they do too. */
    private static final String LOGGING = """
            <configuration>
              <appender name="all" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %logger %msg%n%ex</pattern></encoder>
              </appender>
              <logger name="io.meridian" level="DEBUG"/>
              <logger name="org.apache.kafka" level="DEBUG"/>
              <root level="INFO"><appender-ref ref="all"/></root>
            </configuration>
            """;

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Path directory;
    private final Children children = new Children();
    private final List<Integer> ports = FreePorts.find(2);

    SecretsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void shouldShowNoSecretWhileInstancesRunAndAnswerEachOther() throws Exception {
        Password password = new Password(MARK + "-keystore");
        Certificates certificates = new Certificates(directory, password);
        Path authority = certificates.authority("ca");
        Path trust = certificates.trust(authority);
        Path key = certificates.key("server", authority, 30, 0, "127.0.0.1");
        HttpClient http = client(key, trust, password);
        try (SecuredKafka kafka = SecuredKafka.start(Files.createDirectory(directory.resolve("kafka")))) {
            LocalRegistry registry = LocalRegistry.start(children, LocalHome.ofThisJvm(), directory, FreePorts.find());
            registry.awaitReady(LocalRegistry.START_TIMEOUT);
            Map<String, String> settings = new HashMap<>(Map.of(
                    "schema.registry.url", registry.url().toString(),
                    "rest.tls.keystore", key.toString(),
                    "rest.tls.truststore", trust.toString(),
                    "rest.tls.client.auth", "required",
                    "rest.auth", "bearer",
                    "rest.auth.tokens.file", tokens().toString(),
                    "topics.create", "true"));
            Map<String, String> client = new HashMap<>(kafka.client(SecuredKafka.USER));
            Map<String, String> secrets = Map.of(
                    "kafka.sasl.jaas.config", requireNonNull(client.remove("sasl.jaas.config")),
                    "rest.tls.keystore.password", password.value(),
                    "rest.tls.truststore.password", password.value(),
                    "dlq.reconcile.secret", MARK + "-reconcile-secret");
            client.forEach((name, value) -> settings.put("kafka." + name, value));
            kafka.grant(
                    SecuredKafka.PRINCIPAL,
                    NeededRights.ofRun(MeridianConfig.of(
                            Map.of("kafka.bootstrap.servers", kafka.clientServers(), "topics.create", "true"))));
            List<ChildProcess> runs = List.of(
                    run(
                            NAMES.get(0),
                            ports.get(0),
                            with(
                                    settings,
                                    Map.of(
                                            "schema.registry.basic.auth.credentials.source",
                                            "USER_INFO",
                                            "schema.registry.basic.auth.user.info",
                                            "meridian:" + MARK + "-registry")),
                            secrets),
                    run(
                            NAMES.get(1),
                            ports.get(1),
                            with(settings, Map.of("schema.registry.bearer.auth.token", MARK + "-registry-token")),
                            secrets));
            // Each has asked the other.
            await().atMost(LONG)
                    .until(() -> runs.stream().anyMatch(run -> !run.isAlive())
                            || (ask(http, ports.get(0)).containsAll(NAMES)
                                    && ask(http, ports.get(1)).containsAll(NAMES)));

            StringBuilder said = new StringBuilder();
            for (int port : ports) {
                for (String path : List.of(
                        "/ready", "/metrics", "/v1/config", "/v1/instances", "/topology", "/v1/regions", "/nothing")) {
                    for (String token : List.of(MARK + "-token", MARK + "-guess")) {
                        HttpResponse<String> response = get(http, port, path, token);
                        said.append(response.headers().map()).append(response.body());
                    }
                }
                assertThat(get(http, port, "/v1/config", MARK + "-token").statusCode())
                        .isEqualTo(200);
                assertThat(get(http, port, "/v1/config", MARK + "-guess").statusCode())
                        .isEqualTo(401);
            }
            assertThat(said).contains("meridian_").contains(NAMES);
            for (ChildProcess run : runs) {
                said.append(Files.readString(Path.of("/proc", "" + run.pid(), "cmdline")));
                run.stop(Duration.ofSeconds(20));
                String log = Files.readString(run.log());
                assertThat(log).contains("DEBUG io.meridian.", "DEBUG org.apache.kafka.", "ProducerConfig values");
                said.append(log);
            }
            assertThat(said).doesNotContain(SECRETS);
        }
    }

    @Test
    void shouldShowNoSecretWhereKafkaRefusesIt() throws Exception {
        ChildProcess run;
        try (PagesRegistry registry = PagesRegistry.plain()) {
            run = run(
                    NAMES.get(0),
                    ports.get(0),
                    Map.of(
                            "kafka.bootstrap.servers",
                            "127.0.0.1:" + FreePorts.find(),
                            "kafka.security.protocol",
                            "SASL_SSL",
                            "schema.registry.url",
                            registry.url().replace("://", "://meridian:" + MARK + "-url@")),
                    Map.of("kafka.sasl.jaas.config", MARK + "-no-login-module"));
            assertThat(run.awaitExit(LONG)).isTrue();
        }

        assertThat(run.exitCode().orElseThrow()).isBetween(1, 2);
        assertThat(Files.readString(run.log())).contains("meridian run: ").doesNotContain(MARK);
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(more);
        return all;
    }

    /** @param secrets each in a file of its own */
    private ChildProcess run(String name, int port, Map<String, String> settings, Map<String, String> secrets)
            throws IOException {
        StringBuilder lines = new StringBuilder();
        Map<String, String> own = Map.of(
                "instance.id",
                name,
                "state.dir",
                directory.resolve(name).toString(),
                "rest.listener",
                (settings.containsKey("rest.tls.keystore") ? "https" : "http") + "://127.0.0.1:" + port);
        with(settings, own)
                .forEach((key, value) ->
                        lines.append(key).append('=').append(value).append('\n'));
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--config",
                Files.writeString(directory.resolve(name + ".properties"), lines)
                        .toString()));
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            Path file = Files.writeString(directory.resolve(name + "-" + secret.getKey()), secret.getValue());
            arguments.addAll(List.of("--set-file", secret.getKey() + "=" + file));
        }
        Path logging = Files.writeString(directory.resolve("logback.xml"), LOGGING);
        return children.start(Command.java(
                        name,
                        directory.resolve(name + ".log"),
                        List.of("-Xmx384m", "-Dlogback.configurationFile=" + logging),
                        System.getProperty("java.class.path"),
                        "io.meridian.app.Main",
                        arguments)
                .withEnvironment(Map.of("MERIDIAN_KAFKA_SSL_KEY_PASSWORD", MARK + "-env")));
    }

    private Path tokens() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest((MARK + "-token").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Files.writeString(directory.resolve("tokens"), HexFormat.of().formatHex(hash) + " operator\n");
    }

    /** One that shows a certificate. */
    private static HttpClient client(Path keystore, Path truststore, Password password) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(keystore, password), password.value().toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(truststore, password));
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static KeyStore store(Path file, Password password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.value().toCharArray());
        }
        return store;
    }

    /** Which instances one knows of; none while it does not answer. */
    private List<String> ask(HttpClient http, int port) throws InterruptedException {
        try {
            String body = get(http, port, "/v1/instances", MARK + "-token").body();
            return NAMES.stream().filter(body::contains).toList();
        } catch (IOException notYet) {
            return List.of();
        }
    }

    private HttpResponse<String> get(HttpClient http, int port, String path, String token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
