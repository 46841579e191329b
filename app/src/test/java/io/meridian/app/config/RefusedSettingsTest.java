package io.meridian.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedSettingsTest {
    @Test
    void shouldReportAllProblemsTogether() {
        InvalidConfigException refused = refused(Map.of(
                "thread", "2", "window.size", "soon", "topics.create", "perhaps", "window.idle", "0s", "x.y", "1"));

        assertThat(refused.problems())
                .hasSize(6)
                .anySatisfy(problem -> assertThat(problem).isEqualTo("thread: no such setting; did you mean threads?"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("window.size: expected a length of time")
                        .contains("'soon'"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("topics.create: ").contains("'perhaps'"))
                .anySatisfy(problem -> assertThat(problem).startsWith("window.idle: must be at least 1 ms"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("x.y: no such setting").contains("kafka."))
                .anySatisfy(problem -> assertThat(problem).startsWith("kafka.bootstrap.servers: is required"));
        assertThat(refused).hasMessageContainingAll("6 problems", "\n  - thread: ", "\n  - window.size: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application.id|a b",
                "application.id|..",
                "instance.id|a/b",
                "threads|0",
                "threads|many",
                "threads|''",
                "processing.guarantee|exactly_once",
                "num.standby.replicas|-1",
                "schema.registry.url|localhost:8081",
                "schema.registry.url|http://a,",
                "rest.listener|ftp://a:1",
                "rest.auth|token",
                "rest.tls.client.auth|maybe",
                "rest.cors.origins|*",
                "rest.cors.origins|https://a.example/x",
                "query.timeout|1ms",
                "query.max.staleness|soon",
                "rest.listener|http://a",
                "rest.listener|http://a:1/x",
                "rest.listener|http://a:70000",
                "rest.advertised.url|a:1",
                "topic.raw|a/b",
                "topic.raw|''",
                "window.size|0s",
                "window.size|-1s",
                "window.grace|-PT1S",
                "window.size|1",
                "window.size|99999999999999999d",
                "window.retention|1m",
                "reading.max.bytes|0",
                "reading.unknown.fields|drop",
                "state.dir|''",
                "topic.dlq|telemetry.raw"
            })
    void shouldRefuseValueAndNameTheSetting(String name, String value) {
        InvalidConfigException refused = refused(Map.of("kafka.bootstrap.servers", "b:1", name, value));

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().get(0)).startsWith(name + ": ");
    }

    @Test
    void shouldRequireAnInstanceIdWhereThePortIsLeftOpen() {
        Map<String, String> settings = Map.of("kafka.bootstrap.servers", "b:1", "rest.listener", "http://127.0.0.1:0");

        assertThat(refused(settings).problems()).singleElement().asString().startsWith("instance.id: is required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rest.auth: expected bearer|rest.listener=http://0.0.0.0:1",
                "rest.auth: expected bearer|rest.listener=http://10.1.2.3:1",
                "rest.auth.tokens.file: is required|rest.auth=bearer",
                "rest.tls.keystore: is required|rest.listener=https://127.0.0.1:1",
                "rest.tls.keystore: is of use only|rest.tls.keystore=/k",
                "rest.tls.client.auth: required needs|rest.tls.client.auth=required",
            })
    void shouldRefuseWhatWouldLeaveRestOpenOrUseless(String problem, String setting) {
        String[] parts = setting.split("=");

        assertThat(refused(Map.of("kafka.bootstrap.servers", "b:1", parts[0], parts[1]))
                        .problems())
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void shouldLetEverybodyInWhereThatIsSaid() {
        assertThatCode(() -> MeridianConfig.of(Map.of(
                        "kafka.bootstrap.servers",
                        "b:1",
                        "rest.listener",
                        "http://0.0.0.0:1",
                        "rest.auth.allow.insecure",
                        "true")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application.id",
                "state.dir",
                "consumer.isolation.level",
                "isolation.level",
                "producer.enable.idempotence",
                "acks",
                "transactional.id",
                "main.consumer.interceptor.classes",
                "deserialization.exception.handler",
                "num.stream.threads",
                "topology.optimization",
                "group.instance.id"
            })
    void shouldRefuseWhatExactnessRestsOn(String name) {
        assertThat(refused(Map.of("kafka.bootstrap.servers", "b:1", "kafka." + name, "x"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("kafka." + name + ": cannot be ");
    }

    @Test
    void shouldLetThroughAnythingElseForKafka() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", "b:1");
        List.of("producer.linger.ms", "consumer.fetch.min.bytes", "sasl.jaas.config", "my.own.setting", "poll.ms")
                .forEach(name -> settings.put("kafka." + name, "1"));

        assertThatCode(() -> MeridianConfig.of(settings)).doesNotThrowAnyException();
    }

    private static InvalidConfigException refused(Map<String, String> settings) {
        return catchThrowableOfType(InvalidConfigException.class, () -> MeridianConfig.of(settings));
    }
}
