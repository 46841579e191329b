package io.meridian.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subjects, their versions, and what schemas refer to. */
class VersionsTest {
    private static final Schema TEXT = Schema.create(Schema.Type.STRING);
    private static final String TEXT_IN_VERSION_2 =
            "{\"subject\":\"a\",\"version\":2,\"id\":7,\"schema\":\"\\\"string\\\"\"}";

    private final AtomicLong nanos = new AtomicLong();
    private final FakeRegistry registry = new FakeRegistry();
    private final SchemaRegistryClient client = new SchemaRegistryClient(registry.config(), pause -> {}, nanos::get);

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldAskOnceForAVersion() {
        registry.page("GET /subjects/a%20b/versions/2", TEXT_IN_VERSION_2);

        assertThat(client.version("a b", 2)).contains(new RegisteredSchema("a b", 2, 7, TEXT));
        assertThat(client.version("a b", 2)).isPresent();
        assertThat(client.version("a b", 3)).isEmpty();
        assertThat(registry.requests())
                .containsExactly("GET /subjects/a%20b/versions/2", "GET /subjects/a%20b/versions/3");
    }

    @Test
    void shouldAskForTheNewestVersionAgainAfterAWhile() {
        registry.page("GET /subjects/a/versions/latest", TEXT_IN_VERSION_2);
        assertThat(client.latest("a")).contains(new RegisteredSchema("a", 2, 7, TEXT));
        registry.page("GET /subjects/a/versions/latest", TEXT_IN_VERSION_2.replace(":2", ":3"));

        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(client.latest("a").orElseThrow().version()).isEqualTo(2);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(client.latest("a").orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void shouldListVersions() {
        registry.page("GET /subjects/a/versions", "[1,2,5]");

        assertThat(client.versions("a")).containsExactly(1, 2, 5);
        assertThat(client.versions("b")).isEmpty();
    }

    @Test
    void shouldTellWhetherASchemaIsRegistered() {
        assertThat(client.registered("a", TEXT)).isEmpty();
        int id = client.register("a", TEXT);
        registry.page("POST /subjects/a", TEXT_IN_VERSION_2.replace(":7", ":" + id));

        assertThat(client.registered("a", TEXT)).contains(new RegisteredSchema("a", 2, id, TEXT));
    }

    @Test
    void shouldSayWhyASchemaWouldNotBeTaken() {
        String request = "POST /compatibility/subjects/a/versions?verbose=true";
        registry.page(request, "{\"is_compatible\":true}");
        assertThat(client.compatibility("a", TEXT)).isEqualTo(new Compatibility.Compatible());

        registry.page(request, "{\"is_compatible\":false,\"messages\":[\"field x has no default\"]}");
        assertThat(client.compatibility("a", TEXT))
                .isEqualTo(new Compatibility.Incompatible(java.util.List.of("field x has no default")));

        registry.answer(422, "{\"error_code\":42201,\"message\":\"no schema\"}");
        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client.compatibility("a", TEXT))
                .withMessageContaining("no schema");
    }

    @Test
    void shouldFindASchemaByItsGlobalIdAndBySubject() {
        UUID guid = new UUID(1, 2);
        registry.page("GET /schemas/guids/" + guid, "{\"schema\":\"\\\"string\\\"\"}");
        registry.page("GET /schemas/ids/4?subject=%3A.ctx%3Aa", "{\"schema\":\"\\\"string\\\"\"}");

        assertThat(client.schemaByGuid(guid)).isEqualTo(new SchemaLookup.Known(TEXT));
        assertThat(client.schemaByGuid(new UUID(3, 4))).isInstanceOf(SchemaLookup.Unknown.class);
        assertThat(client.schemaById(4, ":.ctx:a")).isEqualTo(new SchemaLookup.Known(TEXT));
    }

    @Test
    void shouldAskForNormalizedSchemasWhereThatIsSet() {
        SchemaRegistryClient normalizing = new SchemaRegistryClient(RegistryConfig.from(
                Map.of("schema.registry.url", registry.url().toString(), "normalize.schemas", true)));

        registry.answer(200, "{\"id\":1,\"is_compatible\":true}");
        normalizing.register("a", TEXT);
        normalizing.registeredId("a", TEXT);
        normalizing.compatibility("a", TEXT);

        assertThat(registry.requests())
                .containsExactly(
                        "POST /subjects/a/versions?normalize=true",
                        "POST /subjects/a?normalize=true",
                        "POST /compatibility/subjects/a/versions?verbose=true&normalize=true");
    }

    @Test
    void shouldResolveReferences() {
        registry.page("GET /schemas/ids/1", record("Outer", "Left", "Right", "left:1", "right:1"));
        registry.page("GET /subjects/left/versions/1", record("Left", "Leaf", "Leaf", "leaf:3"));
        registry.page("GET /subjects/right/versions/1", record("Right", "Leaf", "Leaf", "leaf:3"));
        registry.page(
                "GET /subjects/leaf/versions/3",
                "{\"id\":3,\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"Leaf\\\",\\\"size\\\":2}\"}");

        assertThat(client.schemaById(1))
                .isInstanceOfSatisfying(
                        SchemaLookup.Known.class,
                        known -> assertThat(known.schema()
                                        .getField("a")
                                        .schema()
                                        .getField("b")
                                        .schema()
                                        .getFixedSize())
                                .isEqualTo(2));
        assertThat(registry.requests()).hasSize(4);
    }

    @Test
    void shouldNotFollowReferencesInACircle() {
        registry.page("GET /schemas/ids/1", record("A", "B", "B", "b:1"));
        registry.page("GET /subjects/b/versions/1", record("B", "C", "C", "c:1"));
        registry.page("GET /subjects/c/versions/1", record("C", "B", "B", "b:1"));

        assertThat(client.schemaById(1))
                .isEqualTo(
                        new SchemaLookup.Unknown("schema id 1 refers to version 1 of b, which refers back to itself"));
    }

    @Test
    void shouldSayWhichReferenceLeadsNowhere() {
        registry.page("GET /schemas/ids/1", record("A", "B", "B", "b:1"));

        assertThat(client.schemaById(1))
                .isEqualTo(new SchemaLookup.Unknown(
                        "schema id 1 refers to version 1 of b, which the registry does not have"));
    }

    /** A registry's answer with a record of two fields, a and b, and references as subject:version. */
    private static String record(String name, String a, String b, String... references) {
        String schema = "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[{\"name\":\"a\",\"type\":\"" + a
                + "\"},{\"name\":\"b\",\"type\":\"" + b + "\"}]}";
        StringBuilder json = new StringBuilder();
        for (String reference : references) {
            String[] parts = reference.split(":", -1);
            json.append(json.isEmpty() ? "" : ",")
                    .append("{\"name\":\"x\",\"subject\":\"" + parts[0] + "\",\"version\":" + parts[1] + "}");
        }
        return "{\"id\":1,\"version\":1,\"schema\":\"" + schema.replace("\"", "\\\"") + "\",\"references\":[" + json
                + "]}";
    }
}
