package io.meridian.app.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.meridian.app.config.MeridianConfig.Queries;
import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.config.MeridianConfig.Tls;
import io.meridian.app.config.MeridianConfig.Tokens;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.types.Password;

/** The settings of REST beside its address: who may call, by what means, and how other instances are asked. */
final class RestSettings {
    static final String AUTH = "rest.auth";
    static final String TOKENS_FILE = "rest.auth.tokens.file";
    static final String KEYSTORE = "rest.tls.keystore";
    static final String KEYSTORE_PASSWORD = "rest.tls.keystore.password";
    static final String TRUSTSTORE = "rest.tls.truststore";
    static final String TRUSTSTORE_PASSWORD = "rest.tls.truststore.password";
    static final String CLIENT_AUTH = "rest.tls.client.auth";
    static final String CORS_ORIGINS = "rest.cors.origins";
    static final String QUERY_TIMEOUT = "query.timeout";
    static final String QUERY_MAX_STALENESS = "query.max.staleness";
    static final String MAX_READERS = "rest.max.readers";

    private static final String BEARER = "bearer";
    private static final String NOT_SET = "";

    private RestSettings() {}

    static void define(ConfigDef settings) {
        settings.define(
                        AUTH,
                        ConfigDef.Type.STRING,
                        "none",
                        ValidString.in("none", BEARER),
                        HIGH,
                        "Who may use REST: none lets everybody, and only on loopback; bearer asks for a token.")
                .define(
                        TOKENS_FILE,
                        ConfigDef.Type.STRING,
                        NOT_SET,
                        SettingRules.any(),
                        HIGH,
                        "File of the tokens for rest.auth=bearer, one a line: the SHA-256 of the token in hexadecimal, and"
                                + " its role, reader or operator. Read again when it changes.")
                .define(
                        SettingNames.REST_AUTH_ALLOW_INSECURE,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        SettingRules.any(),
                        MEDIUM,
                        "Whether rest.auth=none is allowed where others than this machine can reach REST.")
                .define(
                        KEYSTORE,
                        ConfigDef.Type.STRING,
                        NOT_SET,
                        SettingRules.any(),
                        HIGH,
                        "Key store (PKCS#12 or JKS) of this instance, for a listener with https; also shown to other instances.")
                .define(
                        KEYSTORE_PASSWORD,
                        ConfigDef.Type.PASSWORD,
                        NOT_SET,
                        null,
                        HIGH,
                        "Password of the key store and of its key.")
                .define(
                        TRUSTSTORE,
                        ConfigDef.Type.STRING,
                        NOT_SET,
                        SettingRules.any(),
                        MEDIUM,
                        "Trust store by which other instances, and callers with certificates, are known; Java's own, if not set.")
                .define(
                        TRUSTSTORE_PASSWORD,
                        ConfigDef.Type.PASSWORD,
                        NOT_SET,
                        null,
                        MEDIUM,
                        "Password of the trust store.")
                .define(
                        CLIENT_AUTH,
                        ConfigDef.Type.STRING,
                        "none",
                        ValidString.in("none", "required"),
                        MEDIUM,
                        "Whether callers have to show a certificate that the trust store knows (mutual TLS).")
                .define(
                        CORS_ORIGINS,
                        ConfigDef.Type.STRING,
                        NOT_SET,
                        SettingRules.origins(),
                        LOW,
                        "Origins whose pages may call REST from a browser, separated by commas; none, if not set.")
                .define(
                        QUERY_TIMEOUT,
                        ConfigDef.Type.STRING,
                        "2s",
                        SettingRules.duration(10),
                        MEDIUM,
                        "How long another instance may take to answer its part of a look-up.")
                .define(
                        QUERY_MAX_STALENESS,
                        ConfigDef.Type.STRING,
                        NOT_SET,
                        SettingRules.durationOrDerived(1),
                        MEDIUM,
                        "How old a copy may be that answers where the owner does not; copies do not answer, if not set."
                                + " Needs num.standby.replicas of 1 or more.")
                .define(
                        MAX_READERS,
                        ConfigDef.Type.INT,
                        Rest.DEFAULT_MAX_READERS,
                        ConfigDef.Range.between(0, 100_000),
                        LOW,
                        "How many readers of events (/v1/stream) there may be at once. Each needs a file descriptor of this"
                                + " instance, and about 16 KB.");
    }

    /** What one value alone does not show. */
    static void check(Map<String, Object> values, URI listener, List<String> problems) {
        boolean tls = listener.getScheme().equals("https");
        boolean bearer = BEARER.equals(values.get(AUTH));
        if (bearer && text(values, TOKENS_FILE).isEmpty()) {
            problems.add(TOKENS_FILE + ": is required where rest.auth is bearer");
        }
        if (!bearer
                && !Boolean.TRUE.equals(values.get(SettingNames.REST_AUTH_ALLOW_INSECURE))
                && !isLoopback(listener.getHost())) {
            problems.add(AUTH + ": expected bearer, as others than this machine can reach " + listener
                    + "; or set rest.auth.allow.insecure=true to let everybody in");
        }
        if (tls && text(values, KEYSTORE).isEmpty()) {
            problems.add(KEYSTORE + ": is required where rest.listener is https");
        }
        if (!tls && text(values, KEYSTORE).isPresent()) {
            problems.add(KEYSTORE + ": is of use only where rest.listener is https, found " + listener);
        }
        if ("required".equals(values.get(CLIENT_AUTH))
                && (!tls || text(values, TRUSTSTORE).isEmpty())) {
            problems.add(CLIENT_AUTH + ": required needs an https rest.listener and a rest.tls.truststore");
        }
    }

    static Optional<Tokens> tokens(Map<String, Object> values) {
        return BEARER.equals(values.get(AUTH))
                ? text(values, TOKENS_FILE).map(Path::of).map(Tokens::new)
                : Optional.empty();
    }

    static Optional<Tls> tls(Map<String, Object> values) {
        return text(values, KEYSTORE)
                .map(keystore -> new Tls(
                        Path.of(keystore),
                        (Password) values.getOrDefault(KEYSTORE_PASSWORD, new Password(NOT_SET)),
                        text(values, TRUSTSTORE).map(Path::of),
                        (Password) values.getOrDefault(TRUSTSTORE_PASSWORD, new Password(NOT_SET)),
                        "required".equals(values.get(CLIENT_AUTH))));
    }

    static List<String> origins(Map<String, Object> values) {
        return text(values, CORS_ORIGINS)
                .map(list -> Arrays.stream(list.split(",")).map(String::trim).toList())
                .orElse(List.of());
    }

    static Queries queries(Map<String, Object> values) {
        return new Queries(
                text(values, QUERY_TIMEOUT).map(Durations::parse).orElse(Duration.ofSeconds(2)),
                text(values, QUERY_MAX_STALENESS).map(Durations::parse),
                text(values, MAX_READERS).map(Integer::valueOf).orElse(Rest.DEFAULT_MAX_READERS));
    }

    private static Optional<String> text(Map<String, Object> values, String name) {
        return Optional.ofNullable(values.get(name)).map(Object::toString).filter(text -> !text.isBlank());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
