package io.meridian.connect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.connect.detect.SettleRules;
import io.meridian.connect.scan.FileSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceSettingsTest {
    private static final String STRING_CONVERTER = "org.apache.kafka.connect.storage.StringConverter";
    private static final Map<String, String> LEAST = Map.of(
            "config.dir", "/etc/meridian", "key.converter", STRING_CONVERTER, "value.converter", STRING_CONVERTER);

    private final ConfigDirSourceConnector connector = new ConfigDirSourceConnector();

    @Test
    void shouldNeedNothingButTheDirectory() {
        assertThat(ConfigDirSourceConfig.of(LEAST))
                .isEqualTo(new ConfigDirSourceConfig(
                        Path.of("/etc/meridian"),
                        new FileSelection(List.of("*.yaml", "*.yml"), 262_144, 100),
                        "local_config",
                        "config.refresh",
                        new SettleRules(Duration.ofMillis(500), 0.5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        1_000_000));
        assertThat(errors(LEAST)).isEmpty();
    }

    @Test
    void shouldDocumentAndGroupEachSetting() {
        assertThat(connector.config().configKeys().values()).allSatisfy(key -> {
            assertThat(key.documentation).isNotBlank();
            assertThat(key.group).isNotBlank();
            assertThat(key.displayName).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "config.dir,relative",
        "config.dir,''",
        "file.glob,''",
        "file.glob,[",
        "source.id,'a b'",
        "source.id,''",
        "topic,'a/b'",
        "settle.ms,0",
        "scan.interval.ms,9",
        "max.file.bytes,0",
        "max.files,0",
        "max.delete.ratio,1.1",
        "max.delete.ratio,-0.1",
        "activation.delay.ms,-1",
        "max.event.bytes,0",
        "value.converter,org.apache.kafka.connect.json.JsonConverter",
        "key.converter,org.apache.kafka.connect.converters.ByteArrayConverter",
    })
    void shouldRefuse(String name, String value) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put(name, value);

        assertThat(errors(settings)).singleElement().asString().contains(name, "Invalid value " + value);
    }

    @Test
    void shouldRefuseToLeaveConvertersToTheWorker() {
        assertThat(errors(Map.of("config.dir", "/etc/meridian")))
                .hasSize(2)
                .allSatisfy(error -> assertThat(error).contains("expected " + STRING_CONVERTER));
    }

    @Test
    void shouldRunOneTaskHoweverManyAreAllowed() {
        connector.start(LEAST);
        assertThat(connector.taskConfigs(5)).containsExactly(LEAST);
    }

    @Test
    void shouldSupportExactlyOnce() {
        assertThat(connector.exactlyOnceSupport(LEAST)).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void shouldAllowOffsetsOfItsOwnAlone() {
        Map<String, ?> offset = Map.of("generation", 7, "files", "{\"a.yaml\":\"00\"}");
        assertThat(connector.alterOffsets(LEAST, Map.of(Map.of("source", "local_config"), offset)))
                .isTrue();

        assertThatThrownBy(() -> connector.alterOffsets(LEAST, Map.of(Map.of("source", "other"), offset)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("expected the source partition {source=local_config}");
        for (Map<String, ?> wrong : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("generation", -1, "files", "{}"),
                Map.of("generation", 1.5, "files", "{}"),
                Map.of("generation", 1, "files", "[]"),
                Map.of("generation", 1, "files", "{\"a\":1}"),
                Map.of("generation", 1, "files", "{} {}"),
                Map.of("generation", 1, "files", "{"))) {
            assertThatThrownBy(() -> connector.alterOffsets(LEAST, Map.of(Map.of("source", "local_config"), wrong)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("the source offset cannot be understood");
        }
    }

    private List<String> errors(Map<String, String> settings) {
        return connector.validate(settings).configValues().stream()
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();
    }
}
