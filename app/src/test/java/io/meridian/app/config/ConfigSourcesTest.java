package io.meridian.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourcesTest {
    @Test
    void shouldLetFlagsOverrideTheEnvironmentAndThatTheFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("m.properties"), "threads=1\nrest.listener=http://a:1\ntopic.raw = Zähler \n");
        Map<String, String> environment =
                Map.of("MERIDIAN_REST_LISTENER", "http://b:2", "MERIDIAN_THREADS", "2", "PATH", "/bin");

        Map<String, String> merged = new ConfigSources(
                        Optional.of(file), environment, List.of("threads=3", "kafka.x==y"), List.of())
                .merge();

        assertThat(merged)
                .isEqualTo(
                        Map.of("threads", "3", "rest.listener", "http://b:2", "topic.raw", "Zähler", "kafka.x", "=y"));
    }

    @Test
    void shouldTakeVariablesForSettingsButNotThoseOfTheLauncherAndOfKubernetes() {
        Map<String, String> environment = Map.of(
                "MERIDIAN_KAFKA_BOOTSTRAP_SERVERS", "b:9092",
                "MERIDIAN_LOG_LEVEL", "DEBUG",
                "MERIDIAN_SERVICE_HOST", "10.0.0.1",
                "MERIDIAN_SERVICE_PORT_HTTP", "80",
                "MERIDIAN_PORT", "tcp://10.0.0.1:80",
                "MERIDIAN_PORT_80_TCP_ADDR", "10.0.0.1",
                "MERIDIAN_TYPO", "1");

        assertThat(new ConfigSources(Optional.empty(), environment, List.of(), List.of()).merge())
                .isEqualTo(Map.of("kafka.bootstrap.servers", "b:9092", "typo", "1"));
    }

    @Test
    void shouldReportAMissingFileAndABrokenFlagTogether(@TempDir Path directory) {
        Path missing = directory.resolve("none.properties");

        assertThatThrownBy(() -> new ConfigSources(
                                Optional.of(missing),
                                Map.of(),
                                List.of("threads", "hunter2"),
                                List.of("threads=/no/such"))
                        .merge())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContainingAll(
                        "none.properties", "--set threads: expected key=value", "--set-file threads: expected a file")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void shouldReadAValueFromAFileOverAllOtherSources(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "from the file\n");

        assertThat(new ConfigSources(
                                Optional.empty(),
                                Map.of("MERIDIAN_KAFKA_SASL_JAAS_CONFIG", "from a variable"),
                                List.of("kafka.sasl.jaas.config=from a flag"),
                                List.of("kafka.sasl.jaas.config=" + secret))
                        .merge())
                .isEqualTo(Map.of("kafka.sasl.jaas.config", "from the file"));
    }
}
