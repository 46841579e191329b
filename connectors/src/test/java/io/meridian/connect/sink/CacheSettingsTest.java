package io.meridian.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheSettingsTest {
    @Test
    void shouldNeedNothingButTheUrl() {
        assertThat(CacheSettings.of(Map.of("api.base.url", "https://cache.example:8443/api/")))
                .isEqualTo(new CacheSettings(
                        URI.create("https://cache.example:8443/api/v1/cache/refresh"),
                        50,
                        Duration.ofSeconds(5),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cache:8080",
                "ftp://cache",
                "file:///etc/passwd",
                "http://",
                "http:///path",
                "http://user:secret@cache",
                "http://cache?x=1",
                "http://cache#x",
                "http://ca che"
            })
    void shouldRefuseWhatIsNoUrlOfACache(String url) {
        assertThatThrownBy(() -> CacheSettings.of(Map.of("api.base.url", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected a url that begins with http:// or https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201"})
    void shouldBoundTheConnections(String connections) {
        assertThatThrownBy(
                        () -> CacheSettings.of(Map.of("api.base.url", "http://cache", "max.connections", connections)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("max.connections");
    }
}
