package io.meridian.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/**
 * Where the schema registry is and how patiently it is asked; made by {@link #from} or {@link #of}.
 *
 * <p>Setting names are Confluent's; time-outs are shorter than Confluent's, because a stream thread waits on them.
 *
 * @param urls one registry, or several that hold the same schemas; asked in turn until one answers
 * @param connectTimeout for one connection
 * @param requestTimeout for one request, from its start to the last byte of the answer
 * @param retries how many times a request is repeated after the first attempt; each goes through all urls
 * @param retryWait the longest pause before the first retry; doubled for each further one
 * @param retryMaxWait what no pause exceeds
 * @param normalize whether the registry is to ignore differences in spelling between a schema and those it has
 * @param latestFor how long a subject's newest version is taken to be the newest
 * @param missingFor how long what is not there is taken not to be there
 * @param access name and password, and certificates
 */
public record RegistryConfig(
        List<URI> urls,
        Duration connectTimeout,
        Duration requestTimeout,
        int retries,
        Duration retryWait,
        Duration retryMaxWait,
        boolean normalize,
        Duration latestFor,
        Duration missingFor,
        RegistryAccess access) {
    /** One url, or several separated by commas. */
    public static final String URL = "schema.registry.url";

    /** Milliseconds for one connection. */
    public static final String CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";

    /** Milliseconds for one request, from its start to the last byte of the answer. */
    public static final String READ_TIMEOUT_MS = "http.read.timeout.ms";

    /** How many times a request is repeated after the first attempt. */
    public static final String MAX_RETRIES = "max.retries";

    /** Milliseconds of the longest pause before the first retry. */
    public static final String RETRIES_WAIT_MS = "retries.wait.ms";

    /** Milliseconds that no pause exceeds. */
    public static final String RETRIES_MAX_WAIT_MS = "retries.max.wait.ms";

    /** Whether the registry is to ignore differences in spelling between a schema and those it has. */
    public static final String NORMALIZE_SCHEMAS = "normalize.schemas";

    /** Seconds for which a subject's newest version is taken to be the newest; -1 for good, as Confluent has it. */
    public static final String LATEST_TTL_SEC = "latest.cache.ttl.sec";

    /** Seconds for which an id or a version that is not there is taken not to be there. */
    public static final String MISSING_TTL_SEC = "missing.id.cache.ttl.sec";

    private static final ConfigDef SETTINGS = new ConfigDef()
            .define(
                    URL,
                    ConfigDef.Type.LIST,
                    Importance.HIGH,
                    "The schema registry, or several urls of it separated by commas.")
            .define(
                    NORMALIZE_SCHEMAS,
                    ConfigDef.Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether the registry is to ignore differences in spelling between a schema and those it has.");

    static {
        define(CONNECT_TIMEOUT_MS, 2_000, 1, "Milliseconds for one connection to the registry.");
        define(
                READ_TIMEOUT_MS,
                5_000,
                1,
                "Milliseconds for one request, from its start to the last byte of the answer.");
        define(MAX_RETRIES, 3, 0, "How many times a request that got no answer is repeated.");
        define(
                RETRIES_WAIT_MS,
                200,
                0,
                "Milliseconds of the longest pause before the first retry; doubled for each further one.");
        define(RETRIES_MAX_WAIT_MS, 2_000, 0, "Milliseconds that no pause between retries exceeds.");
        define(LATEST_TTL_SEC, 60, -1, "Seconds for which the newest version is taken to be it; -1 for good.");
        define(MISSING_TTL_SEC, 1, 0, "Seconds for which what is not there is taken not to be there.");
    }

    private static void define(String name, int byDefault, int least, String documentation) {
        SETTINGS.define(name, ConfigDef.Type.INT, byDefault, Range.atLeast(least), Importance.LOW, documentation);
    }

    public RegistryConfig {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("urls: expected at least one, found none");
        }
    }

    /**
     * Reads the settings; names it does not know are left to others.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a setting is missing or invalid; the message never
     *     shows what may be a password
     */
    public static RegistryConfig from(Map<String, ?> settings) {
        AbstractConfig values = new AbstractConfig(SETTINGS, settings, false);
        RegistryUrls urls = RegistryUrls.parse(values.getList(URL));
        int latest = values.getInt(LATEST_TTL_SEC);
        return new RegistryConfig(
                urls.urls(),
                millis(values, CONNECT_TIMEOUT_MS),
                millis(values, READ_TIMEOUT_MS),
                values.getInt(MAX_RETRIES),
                millis(values, RETRIES_WAIT_MS),
                millis(values, RETRIES_MAX_WAIT_MS),
                values.getBoolean(NORMALIZE_SCHEMAS),
                latest < 0 ? AnswerCache.FOR_GOOD : Duration.ofSeconds(latest),
                Duration.ofSeconds(values.getInt(MISSING_TTL_SEC)),
                RegistryAccess.from(settings, urls));
    }

    /**
     * The registry at these urls, and the defaults for all else.
     *
     * @throws org.apache.kafka.common.config.ConfigException if one is not an http or https url, or has no host
     */
    public static RegistryConfig of(List<URI> urls) {
        return from(Map.of(URL, urls.stream().map(URI::toString).toList()));
    }

    /** For callers that repeat requests themselves, and have to notice in between that the program is stopping. */
    public RegistryConfig withoutRetries() {
        return new RegistryConfig(
                urls,
                connectTimeout,
                requestTimeout,
                0,
                retryWait,
                retryMaxWait,
                normalize,
                latestFor,
                missingFor,
                access);
    }

    Backoff backoff() {
        return new Backoff(retries, retryWait, retryMaxWait);
    }

    private static Duration millis(AbstractConfig values, String name) {
        return Duration.ofMillis(values.getInt(name));
    }
}
