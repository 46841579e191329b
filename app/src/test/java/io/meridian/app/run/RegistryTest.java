package io.meridian.app.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meridian.app.config.MeridianConfig;
import io.meridian.app.http.Certificates;
import io.meridian.avro.RegionAggregate;
import io.meridian.registry.RegistryUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private static final String VALUES = "/subjects/telemetry.aggregates-value/versions";

    private static Registry registry(String url, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrap.servers", "127.0.0.1:1");
        all.put("schema.registry.url", url);
        return Registry.of(MeridianConfig.of(all));
    }

    @Test
    void shouldStartWithARegistryThatKnowsOlderVersions() throws IOException {
        try (PagesRegistry pages = PagesRegistry.plain()) {
            pages.page(VALUES, "[1]");
            pages.page(VALUES + "/1", version(1, RegionAggregate.getClassSchema()));

            registry(pages.url(), Map.of()).warmUp();
        }
    }

    @Test
    void shouldNotStartBesideOthersThatReadSomethingElse() throws IOException {
        Schema other = SchemaBuilder.record("io.meridian.avro.RegionAggregate")
                .fields()
                .requiredInt("region")
                .endRecord();
        try (PagesRegistry pages = PagesRegistry.plain()) {
            pages.page(VALUES, "[1,2]");
            pages.page(VALUES + "/1", version(1, RegionAggregate.getClassSchema()));
            pages.page(VALUES + "/2", version(2, other));

            Registry registry = registry(pages.url(), Map.of());
            assertThatThrownBy(registry::warmUp)
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("expected version 2 of the subject telemetry.aggregates-value")
                    .hasMessageContaining("io.meridian.avro.RegionAggregate.region: another type");
        }
    }

    @Test
    void shouldShowItsCertificateToARegistryAndLookAtItsOne(@TempDir Path directory) throws Exception {
        Certificates certificates = new Certificates(directory);
        Path ours = certificates.authority("ours");
        Path stranger = certificates.authority("stranger");
        Path trust = certificates.trust(ours);
        Path key = certificates.key("registry", ours, 30, -1, "127.0.0.1");
        Path elsewhere = certificates.key("elsewhere", ours, 30, -1, "127.0.0.2");
        Path client = certificates.key("client", ours, 30, -1, "127.0.0.1");
        Map<String, String> good = Map.of(
                "schema.registry.ssl.truststore.location", trust.toString(),
                "schema.registry.ssl.truststore.password", Certificates.PASSWORD.value(),
                "schema.registry.ssl.truststore.type", "PKCS12",
                "schema.registry.ssl.keystore.location", client.toString(),
                "schema.registry.ssl.keystore.password", Certificates.PASSWORD.value(),
                "schema.registry.ssl.keystore.type", "PKCS12");
        Map<String, String> distrustful = new HashMap<>(good);
        distrustful.put(
                "schema.registry.ssl.truststore.location",
                certificates.trust(stranger).toString());
        Map<String, String> nameless = new HashMap<>(good);
        nameless.keySet().removeIf(name -> name.contains("keystore"));

        try (PagesRegistry pages = PagesRegistry.mutual(tls(key, trust))) {
            assertThatCode(() -> registry(pages.url(), good).warmUp()).doesNotThrowAnyException();
            assertUnreachable(registry(pages.url(), distrustful));
            assertUnreachable(registry(pages.url(), nameless));
        }
        try (PagesRegistry pages = PagesRegistry.mutual(tls(elsewhere, trust))) {
            assertUnreachable(registry(pages.url(), good));
        }
    }

    private static void assertUnreachable(Registry registry) {
        assertThatThrownBy(registry::warmUp)
                .isInstanceOf(RegistryUnavailableException.class)
                .message()
                .doesNotContain(Certificates.PASSWORD.value());
    }

    private static SSLContext tls(Path keystore, Path truststore) {
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(new ConfigDef()
                    .withClientSslSupport()
                    .parse(Map.of(
                            "ssl.keystore.location",
                            keystore.toString(),
                            "ssl.keystore.password",
                            Certificates.PASSWORD,
                            "ssl.keystore.type",
                            "PKCS12",
                            "ssl.truststore.location",
                            truststore.toString(),
                            "ssl.truststore.password",
                            Certificates.PASSWORD,
                            "ssl.truststore.type",
                            "PKCS12")));
            return factory.sslContext();
        }
    }

    private static String version(int version, Schema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", version)
                .put("version", version)
                .put("schema", schema.toString())
                .toString();
    }
}
