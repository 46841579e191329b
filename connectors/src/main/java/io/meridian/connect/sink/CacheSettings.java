package io.meridian.connect.sink;

import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.meridian.connect.Checks;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * What the sink connector is told.
 *
 * @param endpoint where to post
 * @param maxConnections how many requests at once, 1 to 200
 * @param timeout how long one request may take
 * @param backoff how long to wait before the first repetition; twice as long before each further one
 * @param maxBackoff how long to wait at most
 */
record CacheSettings(URI endpoint, int maxConnections, Duration timeout, Duration backoff, Duration maxBackoff) {
    static final String API_BASE_URL = "api.base.url";
    static final String MAX_CONNECTIONS = "max.connections";
    static final String REQUEST_TIMEOUT_MS = "request.timeout.ms";
    static final String RETRY_BACKOFF_MS = "retry.backoff.ms";
    static final String RETRY_BACKOFF_MAX_MS = "retry.backoff.max.ms";

    private static final String PATH = "/v1/cache/refresh";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String CACHE = "Cache";
    private static final String RETRIES = "Retries";

    static final ConfigDef DEFINITIONS = new ConfigDef()
            .define(
                    API_BASE_URL,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    Checks.of(
                            "a url that begins with http:// or https://, with a host and without user, query or fragment",
                            CacheSettings::isBaseUrl),
                    Importance.HIGH,
                    "Where the cache is. Each refresh event is posted to " + PATH + " under this url. Redirects are not"
                            + " followed.",
                    CACHE,
                    1,
                    Width.LONG,
                    "Base url")
            .define(
                    MAX_CONNECTIONS,
                    ConfigDef.Type.INT,
                    50,
                    between(1, 200),
                    Importance.MEDIUM,
                    "How many requests there may be at once, and thus connections; one where the cache speaks HTTP/2.",
                    CACHE,
                    2,
                    Width.SHORT,
                    "Most connections")
            .define(
                    REQUEST_TIMEOUT_MS,
                    ConfigDef.Type.LONG,
                    5_000L,
                    between(1, 600_000),
                    Importance.MEDIUM,
                    "How long one request may take, in milliseconds.",
                    CACHE,
                    3,
                    Width.SHORT,
                    "Time-out")
            .define(
                    RETRY_BACKOFF_MS,
                    ConfigDef.Type.LONG,
                    500L,
                    between(1, 600_000),
                    Importance.LOW,
                    "How long to wait before a request is repeated, in milliseconds; twice as long before each further"
                            + " time. The cache's Retry-After comes first.",
                    RETRIES,
                    1,
                    Width.SHORT,
                    "Backoff")
            .define(
                    RETRY_BACKOFF_MAX_MS,
                    ConfigDef.Type.LONG,
                    30_000L,
                    between(1, 3_600_000),
                    Importance.LOW,
                    "How long to wait at most, in milliseconds.",
                    RETRIES,
                    2,
                    Width.SHORT,
                    "Longest backoff");

    /**
     * Reads the settings.
     *
     * @throws org.apache.kafka.common.config.ConfigException if one of them is wrong
     */
    static CacheSettings of(Map<String, String> settings) {
        AbstractConfig config = new AbstractConfig(DEFINITIONS, settings, false);
        String base = config.getString(API_BASE_URL).strip().replaceAll("/+$", "");
        return new CacheSettings(
                URI.create(base + PATH),
                config.getInt(MAX_CONNECTIONS),
                Duration.ofMillis(config.getLong(REQUEST_TIMEOUT_MS)),
                Duration.ofMillis(config.getLong(RETRY_BACKOFF_MS)),
                Duration.ofMillis(config.getLong(RETRY_BACKOFF_MAX_MS)));
    }

    private static boolean isBaseUrl(String text) {
        try {
            URI url = URI.create(text.strip());
            return url.getScheme() != null
                    && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getQuery() == null
                    && url.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
