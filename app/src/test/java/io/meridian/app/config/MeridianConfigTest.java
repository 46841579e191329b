package io.meridian.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.config.MeridianConfig.DeadLetters;
import io.meridian.app.config.MeridianConfig.Queries;
import io.meridian.app.config.MeridianConfig.Readings;
import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.config.MeridianConfig.Tls;
import io.meridian.app.config.MeridianConfig.Tokens;
import io.meridian.app.config.MeridianConfig.Topics;
import io.meridian.app.config.MeridianConfig.Windows;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class MeridianConfigTest {
    private static final Map<String, String> EVERY_SETTING = Map.ofEntries(
            Map.entry("application.id", "plant"),
            Map.entry("instance.id", "plant-1"),
            Map.entry("state.dir", "/data/state"),
            Map.entry("threads", "3"),
            Map.entry("processing.guarantee", "at_least_once"),
            Map.entry("num.standby.replicas", "1"),
            Map.entry("schema.registry.url", "http://r1:8081/apis/ccompat/v7, https://r2"),
            Map.entry("schema.registry.basic.auth.user.info", "u:p"),
            Map.entry("configs.dir", "/etc/meridian"),
            Map.entry("rest.listener", "https://0.0.0.0:9000"),
            Map.entry("rest.advertised.url", "https://plant-1.example:9000"),
            Map.entry("rest.auth", "bearer"),
            Map.entry("rest.auth.tokens.file", "/etc/tokens"),
            Map.entry("rest.auth.allow.insecure", "false"),
            Map.entry("rest.tls.keystore", "/etc/key.p12"),
            Map.entry("rest.tls.keystore.password", "k"),
            Map.entry("rest.tls.truststore", "/etc/trust.p12"),
            Map.entry("rest.tls.truststore.password", "t"),
            Map.entry("rest.tls.client.auth", "required"),
            Map.entry("rest.cors.origins", "https://a.example, http://b.example:8080"),
            Map.entry("query.timeout", "500ms"),
            Map.entry("query.max.staleness", "3s"),
            Map.entry("rest.max.readers", "10000"),
            Map.entry("topic.raw", "r"),
            Map.entry("topic.dlq", "d"),
            Map.entry("topic.aggregates", "a"),
            Map.entry("topic.final", "f"),
            Map.entry("topic.config", "c"),
            Map.entry("topic.redriven", "n"),
            Map.entry("dlq.max.attempts", "5"),
            Map.entry("dlq.reconcile.secret", "one secret of sixteen, another secret of sixteen"),
            Map.entry("reject.max.ratio", "0.5"),
            Map.entry("config.source", "plant_config"),
            Map.entry("topics.create", "true"),
            Map.entry("window.size", "10s"),
            Map.entry("window.grace", "500ms"),
            Map.entry("window.retention", "PT2H"),
            Map.entry("window.idle", "5m"),
            Map.entry("reading.max.ahead", "1d"),
            Map.entry("reading.max.bytes", "1000"),
            Map.entry("reading.unknown.fields", "reject"),
            Map.entry("kafka.bootstrap.servers", "b1:9092,b2:9092"),
            Map.entry("kafka.ssl.keystore.location", "/k"));

    @Test
    void shouldHaveTheDefaultsOfTheContract() {
        MeridianConfig config = MeridianConfig.of(Map.of("kafka.bootstrap.servers", "b:9092", "instance.id", "one"));

        assertThat(config)
                .isEqualTo(new MeridianConfig(
                        "meridian",
                        "one",
                        Path.of(".meridian/state/one"),
                        1,
                        "exactly_once_v2",
                        0,
                        Optional.empty(),
                        "local_config",
                        Rest.at(URI.create("http://127.0.0.1:8080")),
                        new Topics(
                                "telemetry.raw",
                                "telemetry.raw.dlq",
                                "telemetry.aggregates",
                                "telemetry.aggregates.final",
                                "config.refresh",
                                "telemetry.raw.dlq.redriven",
                                false),
                        new Windows(
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(30),
                                Duration.ofHours(24),
                                Duration.ofSeconds(30)),
                        new Readings(Duration.ofMinutes(5), 65_536, false),
                        new DeadLetters(3, new Password(""), OptionalDouble.empty()),
                        List.of(URI.create("http://127.0.0.1:8081")),
                        Map.of(),
                        Map.of("bootstrap.servers", "b:9092")));
    }

    @Test
    void shouldMapEverySetting() {
        assertThat(MeridianConfig.of(EVERY_SETTING))
                .isEqualTo(new MeridianConfig(
                        "plant",
                        "plant-1",
                        Path.of("/data/state/plant-1"),
                        3,
                        "at_least_once",
                        1,
                        Optional.of(Path.of("/etc/meridian")),
                        "plant_config",
                        new Rest(
                                URI.create("https://0.0.0.0:9000"),
                                Optional.of(URI.create("https://plant-1.example:9000")),
                                Optional.of(new Tokens(Path.of("/etc/tokens"))),
                                Optional.of(new Tls(
                                        Path.of("/etc/key.p12"),
                                        new Password("k"),
                                        Optional.of(Path.of("/etc/trust.p12")),
                                        new Password("t"),
                                        true)),
                                List.of("https://a.example", "http://b.example:8080"),
                                new Queries(Duration.ofMillis(500), Optional.of(Duration.ofSeconds(3)), 10_000)),
                        new Topics("r", "d", "a", "f", "c", "n", true),
                        new Windows(
                                Duration.ofSeconds(10),
                                Duration.ofMillis(500),
                                Duration.ofHours(2),
                                Duration.ofMinutes(5)),
                        new Readings(Duration.ofDays(1), 1000, true),
                        new DeadLetters(
                                5,
                                new Password("one secret of sixteen, another secret of sixteen"),
                                OptionalDouble.of(0.5)),
                        List.of(URI.create("http://r1:8081/apis/ccompat/v7"), URI.create("https://r2")),
                        Map.of("basic.auth.user.info", "u:p"),
                        Map.of("bootstrap.servers", "b1:9092,b2:9092", "ssl.keystore.location", "/k")));
        assertThat(EVERY_SETTING.keySet()).containsAll(SettingDefinitions.all().names());
    }

    @Test
    void shouldNameAnInstanceAfterItsHostAndPortSoThatTwoOnOneHostDiffer() {
        String first = instanceAt("http://127.0.0.1:8080");

        assertThat(first).endsWith("-8080").isEqualTo(instanceAt("http://127.0.0.1:8080"));
        assertThat(instanceAt("http://127.0.0.1:8090")).endsWith("-8090");
    }

    @Test
    void shouldSealWithTheFirstSecretAndBelieveAll() {
        assertThat(MeridianConfig.of(EVERY_SETTING).deadLetters().reconcileSecrets())
                .containsExactly("one secret of sixteen", "another secret of sixteen");
    }

    private static String instanceAt(String listener) {
        return MeridianConfig.of(Map.of("kafka.bootstrap.servers", "b:9092", "rest.listener", listener))
                .instanceId();
    }
}
