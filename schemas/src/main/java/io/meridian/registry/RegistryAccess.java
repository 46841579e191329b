package io.meridian.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Who asks a registry, and whom it trusts. Shows nothing of either.
 *
 * <p>Names and meanings are Confluent's: {@code basic.auth.credentials.source} ({@code URL}, {@code USER_INFO} or {@code SASL_INHERIT}),
 * {@code basic.auth.user.info}, {@code bearer.auth.credentials.source} ({@code STATIC_TOKEN}), {@code bearer.auth.token}, and
 * Kafka's {@code ssl.*} with the prefix {@value #PREFIX}, because without it they are the brokers'.
 */
public final class RegistryAccess {
    static final String PREFIX = "schema.registry.";
    static final String BASIC_SOURCE = "basic.auth.credentials.source";
    static final String BASIC_USER_INFO = "basic.auth.user.info";
    static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    static final String BEARER_TOKEN = "bearer.auth.token";

    private static final ConfigDef SETTINGS = new ConfigDef()
            .define(
                    BASIC_SOURCE,
                    ConfigDef.Type.STRING,
                    "URL",
                    ValidString.in("URL", "USER_INFO", "SASL_INHERIT"),
                    Importance.MEDIUM,
                    "Where name and password stand.")
            .define(
                    BASIC_USER_INFO,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "Name and password, as name:password.")
            .define(
                    BEARER_SOURCE,
                    ConfigDef.Type.STRING,
                    "STATIC_TOKEN",
                    ValidString.in("STATIC_TOKEN"),
                    Importance.MEDIUM,
                    "Where the token stands.")
            .define(
                    BEARER_TOKEN,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "A token instead of name and password.")
            .define(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.LOW,
                    "The brokers' name and password.");

    private static final ConfigDef TLS = new ConfigDef().withClientSslSupport();

    private final Map<URI, String> ofUrls;
    private final Optional<String> ofAll;
    private final Optional<SSLContext> tls;

    private RegistryAccess(Map<URI, String> ofUrls, Optional<String> ofAll, Optional<SSLContext> tls) {
        this.ofUrls = Map.copyOf(ofUrls);
        this.ofAll = ofAll;
        this.tls = tls;
    }

    /** @throws ConfigException if settings are invalid or contradict each other; never showing a secret */
    static RegistryAccess from(Map<String, ?> settings, RegistryUrls urls) {
        AbstractConfig values = new AbstractConfig(SETTINGS, own(settings), false);
        Optional<String> basic = basic(values, urls);
        Optional<String> bearer = text(values, BEARER_TOKEN).map(token -> "Bearer " + token.strip());
        if (bearer.isPresent() && (basic.isPresent() || !urls.userInfo().isEmpty())) {
            throw new ConfigException(BEARER_TOKEN + ": expected a token or a name and a password, found both");
        }
        Map<URI, String> ofUrls = new HashMap<>();
        urls.userInfo().forEach((url, userInfo) -> ofUrls.put(url, header(userInfo)));
        return new RegistryAccess(ofUrls, bearer.isPresent() ? bearer : basic, tls(settings));
    }

    private static Optional<String> basic(AbstractConfig values, RegistryUrls urls) {
        Optional<String> userInfo = text(values, BASIC_USER_INFO);
        if (userInfo.isPresent() && !urls.userInfo().isEmpty()) {
            throw new ConfigException(RegistryConfig.URL + ": expected urls without name and password beside "
                    + BASIC_USER_INFO + ", found both: remove one");
        }
        return switch (values.getString(BASIC_SOURCE)) {
            case "USER_INFO" ->
                Optional.of(header(userInfo.orElseThrow(() -> new ConfigException(BASIC_SOURCE
                        + " is USER_INFO: expected a name and a password in " + BASIC_USER_INFO + ", found nothing"))));
            case "SASL_INHERIT" -> Optional.of(header(saslUserInfo(values)));
            // Confluent's client leaves them unused then; who set them, meant them.
            default -> userInfo.map(RegistryAccess::header);
        };
    }

    private static String saslUserInfo(AbstractConfig values) {
        if (values.getPassword(SaslConfigs.SASL_JAAS_CONFIG) == null) {
            throw new ConfigException(
                    BASIC_SOURCE + " is SASL_INHERIT: expected " + SaslConfigs.SASL_JAAS_CONFIG + ", found nothing");
        }
        Map<String, ?> jaas = Map.of(SaslConfigs.SASL_JAAS_CONFIG, values.getPassword(SaslConfigs.SASL_JAAS_CONFIG));
        try {
            return JaasContext.loadClientContext(jaas).configurationEntries().stream()
                    .map(entry -> entry.getOptions().get("username") + ":"
                            + entry.getOptions().get("password"))
                    .findFirst()
                    .orElseThrow();
        } catch (IllegalArgumentException invalid) {
            // Not handed on as the cause: its message may hold the text.
            throw new ConfigException(
                    SaslConfigs.SASL_JAAS_CONFIG + ": expected a login module with username and password");
        }
    }

    private static String header(String userInfo) {
        if (userInfo.indexOf(':') < 1) {
            throw new ConfigException(BASIC_USER_INFO + ": expected name:password, found no name or no colon");
        }
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
    }

    private static Optional<SSLContext> tls(Map<String, ?> settings) {
        Map<String, Object> given = new HashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(PREFIX + "ssl.") && value != null) {
                given.put(name.substring(PREFIX.length()), value);
            }
        });
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            Map<String, Object> values = TLS.parse(given);
            if ("".equals(values.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG))) {
                throw new ConfigException(PREFIX + SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG
                        + ": expected https, found nothing: the name in a registry's certificate is always checked");
            }
            factory.configure(values);
            return Optional.of(factory.sslContext());
        } catch (KafkaException invalid) {
            throw new ConfigException(PREFIX + "ssl.*: " + invalid.getMessage());
        }
    }

    /** Confluent's older names have the prefix. */
    private static Map<String, Object> own(Map<String, ?> settings) {
        Map<String, Object> own = new HashMap<>();
        SETTINGS.names().forEach(name -> {
            Object value = settings.get(name) != null ? settings.get(name) : settings.get(PREFIX + name);
            if (value != null) {
                own.put(name, value);
            }
        });
        return own;
    }

    private static Optional<String> text(AbstractConfig values, String name) {
        @Nullable Password password = values.getPassword(name);
        return Optional.ofNullable(password).map(Password::value).filter(text -> !text.isBlank());
    }

    /** The value of the Authorization header for a registry. */
    Optional<String> authorization(URI url) {
        String own = ofUrls.get(url);
        return own != null ? Optional.of(own) : ofAll;
    }

    Optional<SSLContext> tls() {
        return tls;
    }

    @Override
    public String toString() {
        return "RegistryAccess[" + (ofAll.isPresent() || !ofUrls.isEmpty() ? "with" : "without") + " credentials]";
    }
}
