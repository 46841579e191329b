package io.meridian.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAccessTest {
    private static final URI URL = URI.create("http://registry:8081");

    private static RegistryConfig config(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("schema.registry.url", URL.toString()));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return RegistryConfig.from(settings);
    }

    private static String header(RegistryConfig config) {
        return config.access().authorization(URL).orElse("none");
    }

    @Test
    void shouldSendNothingOfItsOwnAccord() {
        assertThat(header(config())).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"basic.auth.user.info", "schema.registry.basic.auth.user.info"})
    void shouldSendNameAndPassword(String name) {
        // Base64 of ann:s3cret.
        assertThat(header(config("basic.auth.credentials.source", "USER_INFO", name, "ann:s3cret")))
                .isEqualTo("Basic YW5uOnMzY3JldA==");
    }

    @Test
    void shouldTakeNameAndPasswordFromTheUrl() {
        RegistryConfig config = config("schema.registry.url", "http://other,http://ann:s3cret@registry:8081");

        assertThat(header(config)).isEqualTo("Basic YW5uOnMzY3JldA==");
        assertThat(config.access().authorization(URI.create("http://other"))).isEmpty();
    }

    @Test
    void shouldTakeTheBrokersNameAndPassword() {
        assertThat(
                        header(
                                config(
                                        "basic.auth.credentials.source",
                                        "SASL_INHERIT",
                                        "sasl.jaas.config",
                                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ann\" password=\"s3cret\";")))
                .isEqualTo("Basic YW5uOnMzY3JldA==");
    }

    @Test
    void shouldSendAToken() {
        assertThat(header(config("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "s3cret")))
                .isEqualTo("Bearer s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema.registry.url=http://a:s3cret@b|basic.auth.user.info=ann:s3cret",
                "bearer.auth.token=s3cret|basic.auth.user.info=ann:s3cret",
                "bearer.auth.token=s3cret|schema.registry.url=http://a:s3cret@b",
                "bearer.auth.credentials.source=OAUTHBEARER",
                "basic.auth.credentials.source=USER_INFO",
                "basic.auth.credentials.source=SASL_INHERIT",
                "basic.auth.credentials.source=SASL_INHERIT|sasl.jaas.config=s3cret",
                "basic.auth.credentials.source=elsewhere",
                "basic.auth.user.info=s3cret",
                "schema.registry.ssl.truststore.location=/no/such/file",
                "schema.registry.ssl.protocol=nonsense",
                "schema.registry.ssl.endpoint.identification.algorithm=",
            })
    void shouldRefuseWhatContradictsOrLacksSomething(String settings) {
        String[] namesAndValues = settings.split("[|]|(?<=\\w)=", -1);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config(namesAndValues))
                .satisfies(refused -> {
                    StringWriter stack = new StringWriter();
                    refused.printStackTrace(new PrintWriter(stack));
                    assertThat(stack.toString()).doesNotContain("s3cret");
                });
    }

    @Test
    void shouldNeverShowASecret() {
        RegistryConfig config = config("basic.auth.user.info", "ann:s3cret");

        assertThat(config.toString()).doesNotContain("s3cret").doesNotContain("YW5uOnMzY3JldA");
    }

    @Test
    void shouldSignEachRequest() {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.put(1, "\"string\"");
            Map<String, String> settings =
                    Map.of("schema.registry.url", registry.url().toString(), "basic.auth.user.info", "ann:s3cret");

            new SchemaRegistryClient(RegistryConfig.from(settings)).schemaById(1);

            assertThat(registry.authorizations()).containsExactly("Basic YW5uOnMzY3JldA==");
        }
    }
}
