package io.meridian.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryConfigTest {
    @Test
    void shouldDefaultToShortPatience() {
        RegistryConfig config = RegistryConfig.from(Map.of("schema.registry.url", "http://localhost:8081"));

        assertThat(config)
                .isEqualTo(new RegistryConfig(
                        List.of(URI.create("http://localhost:8081")),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        3,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(2),
                        false,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1),
                        config.access()));
    }

    @Test
    void shouldReadEverySettingByConfluentsName() {
        RegistryConfig config = RegistryConfig.from(Map.of(
                "schema.registry.url", "http://one:8081, https://two/apis/ccompat/v7/",
                "http.connect.timeout.ms", "1",
                "http.read.timeout.ms", "2",
                "max.retries", "3",
                "retries.wait.ms", "4",
                "retries.max.wait.ms", "5",
                "normalize.schemas", "true",
                "latest.cache.ttl.sec", "6",
                "missing.id.cache.ttl.sec", "7",
                "compression.type", "lz4"));

        assertThat(config)
                .isEqualTo(new RegistryConfig(
                        List.of(URI.create("http://one:8081"), URI.create("https://two/apis/ccompat/v7/")),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        3,
                        Duration.ofMillis(4),
                        Duration.ofMillis(5),
                        true,
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        config.access()));
    }

    @Test
    void shouldLeaveAllElseWhenRetriesAreTakenAway() {
        RegistryConfig config = RegistryConfig.of(List.of(URI.create("http://localhost:8081")));

        assertThat(config.withoutRetries().retries()).isZero();
        assertThat(config.withoutRetries().urls()).isEqualTo(config.urls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8081", "ftp://localhost", "http://", "http:///path", "http://a?b=c", "a b"})
    void shouldRefuseWhatIsNoUrlOfARegistry(String url) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RegistryConfig.from(Map.of("schema.registry.url", url)))
                .withMessageContaining("schema.registry.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://user:s3cret@localhost:8081",
                "http://localhost:8081,http://user:s3cret@host?query",
                "http://user:s3cret%@host",
                "http://user:s3cret@ho st",
                "user:s3cret@host",
                "http://user:s3cret@"
            })
    void shouldNeverShowAPasswordInAUrl(String url) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RegistryConfig.from(Map.of("schema.registry.url", url)))
                .satisfies(refused -> {
                    StringWriter stack = new StringWriter();
                    refused.printStackTrace(new PrintWriter(stack));
                    assertThat(stack.toString()).doesNotContain("s3cret");
                });
    }

    @Test
    void shouldKeepAPasswordInAUrlToItself() {
        RegistryConfig config =
                RegistryConfig.from(Map.of("schema.registry.url", "http://user:s3cret@localhost:8081/x"));

        assertThat(config.urls()).containsExactly(URI.create("http://localhost:8081/x"));
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @Test
    void shouldSpreadPausesBelowADoublingBound() {
        Backoff backoff = new Backoff(9, Duration.ofMillis(100), Duration.ofSeconds(1));

        for (int i = 0; i < 200; i++) {
            assertThat(backoff.before(1)).isBetween(Duration.ZERO, Duration.ofMillis(100));
            assertThat(backoff.before(3)).isBetween(Duration.ZERO, Duration.ofMillis(400));
            assertThat(backoff.before(60)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
