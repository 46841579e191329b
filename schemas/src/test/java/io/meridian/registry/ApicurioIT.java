package io.meridian.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole client against a registry that others wrote. What it has no method for, the tests ask by HTTP. */
class ApicurioIT {
    private static final Schema ONE = SchemaBuilder.record("io.acme.Row")
            .fields()
            .requiredString("region")
            .endRecord();
    private static final Schema TWO = SchemaBuilder.record("io.acme.Row")
            .fields()
            .requiredString("region")
            .optionalLong("count")
            .endRecord();
    private static final Schema OTHER =
            SchemaBuilder.record("io.acme.Row").fields().requiredInt("region").endRecord();

    private static final Children CHILDREN = new Children();
    private static @Nullable LocalRegistry started;

    private final URI url = requireNonNull(started, "started").url();
    private final String subject = "subject-" + UUID.randomUUID();
    private final SchemaRegistryClient client = client(Map.of());

    @BeforeAll
    static void start(@TempDir Path directory) {
        started = LocalRegistry.start(CHILDREN, LocalHome.ofThisJvm(), directory, FreePorts.find());
        started.awaitReady(LocalRegistry.START_TIMEOUT);
    }

    @AfterAll
    static void stop() {
        CHILDREN.close();
    }

    @Test
    void shouldRegisterOnceAndFindAgain() {
        int id = client.register(subject, ONE);

        SchemaRegistryClient another = client(Map.of());
        assertThat(another.register(subject, ONE)).isEqualTo(id);
        assertThat(another.registeredId(subject, ONE)).isEqualTo(id);
        assertThat(another.registered(subject, ONE)).contains(new RegisteredSchema(subject, 1, id, ONE));
        assertThat(another.schemaById(id)).isEqualTo(new SchemaLookup.Known(ONE));
        assertThat(another.schemaById(id, subject)).isEqualTo(new SchemaLookup.Known(ONE));
    }

    @Test
    void shouldKnowVersions() {
        int one = client.register(subject, ONE);
        int two = client.register(subject, TWO);

        assertThat(two).isNotEqualTo(one);
        assertThat(client.versions(subject)).containsExactly(1, 2);
        assertThat(client.version(subject, 1)).contains(new RegisteredSchema(subject, 1, one, ONE));
        assertThat(client.latest(subject)).contains(new RegisteredSchema(subject, 2, two, TWO));
    }

    @Test
    void shouldTellWhatIsNotThere() {
        client.register(subject, ONE);

        assertThat(client.schemaById(Integer.MAX_VALUE)).isInstanceOf(SchemaLookup.Unknown.class);
        assertThat(client.version(subject, 9)).isEmpty();
        assertThat(client.registered(subject, TWO)).isEmpty();
        assertThat(client.versions("nobody")).isEmpty();
        assertThat(client.latest("nobody")).isEmpty();
        assertThat(client.version("nobody", 1)).isEmpty();
        assertThat(client.registered("nobody", ONE)).isEmpty();
        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client.registeredId(subject, TWO))
                .withMessageContaining(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "a%b", "q?a=b&c#d", "é漢", "plus+plus", "semi;colon:"})
    void shouldTakeSubjectsOfAnyCharacters(String name) {
        String odd = name + subject;

        int id = client.register(odd, ONE);

        assertThat(client(Map.of()).latest(odd)).contains(new RegisteredSchema(odd, 1, id, ONE));
    }

    @Test
    void shouldHoldToTheSubjectsRule() throws Exception {
        client.register(subject, ONE);
        put("/config/" + subject, "{\"compatibility\":\"FULL_TRANSITIVE\"}");

        assertThat(client.compatibility(subject, TWO)).isEqualTo(new Compatibility.Compatible());
        assertThat(client.compatibility(subject, OTHER)).isInstanceOf(Compatibility.Incompatible.class);
        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client.register(subject, OTHER))
                .withMessageContaining("409");
        assertThat(client.versions(subject)).containsExactly(1);
        assertThat(client.compatibility("nobody", OTHER)).isEqualTo(new Compatibility.Compatible());
    }

    @Test
    void shouldResolveReferences() throws Exception {
        Schema leaf = SchemaBuilder.fixed("io.acme.Leaf").size(2);
        client.register(subject + "-leaf", leaf);
        String outer = "{\"type\":\"record\",\"name\":\"io.acme.Outer\","
                + "\"fields\":[{\"name\":\"leaf\",\"type\":\"io.acme.Leaf\"}]}";
        String references = "[{\"name\":\"io.acme.Leaf\",\"subject\":\"" + subject + "-leaf\",\"version\":1}]";
        int id = post(
                        "/subjects/" + subject + "/versions",
                        "{\"schema\":" + new ObjectMapper().writeValueAsString(outer) + ",\"references\":" + references
                                + "}")
                .get("id")
                .asInt();

        Schema whole = SchemaBuilder.record("io.acme.Outer")
                .fields()
                .name("leaf")
                .type(leaf)
                .noDefault()
                .endRecord();
        assertThat(client.schemaById(id)).isEqualTo(new SchemaLookup.Known(whole));
        assertThat(client.latest(subject)).contains(new RegisteredSchema(subject, 1, id, whole));
    }

    @Test
    void shouldNotTakeASchemaOfAnotherKindForOne() throws Exception {
        int id = post(
                        "/subjects/" + subject + "/versions",
                        "{\"schemaType\":\"JSON\",\"schema\":"
                                + "\"{\\\"$schema\\\":\\\"http://json-schema.org/draft-07/schema#\\\",\\\"type\\\":\\\"object\\\"}\"}")
                .get("id")
                .asInt();

        assertThat(client.schemaById(id))
                .isEqualTo(new SchemaLookup.Unknown("schema id " + id + " is of type JSON, not AVRO"));
    }

    @Test
    void shouldNotMindSpellingWhereThatIsSet() throws Exception {
        String spelt = "{\"fields\":[{\"type\":{\"type\":\"string\"},\"name\":\"region\"}],"
                + "\"name\":\"Row\",\"namespace\":\"io.acme\",\"type\":\"record\"}";
        int id = post(
                        "/subjects/" + subject + "/versions",
                        "{\"schema\":" + new ObjectMapper().writeValueAsString(spelt) + "}")
                .get("id")
                .asInt();

        SchemaRegistryClient normalizing = client(Map.of(RegistryConfig.NORMALIZE_SCHEMAS, true));
        assertThat(normalizing.registeredId(subject, ONE)).isEqualTo(id);
    }

    /** Apicurio 2 answers some of those that register the same at the same moment with a conflict. */
    @Test
    void shouldGetOneIdWhereManyRegisterTheSameAtOnce() throws Exception {
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            CyclicBarrier together = new CyclicBarrier(many);
            Callable<Integer> register = () -> {
                SchemaRegistryClient own = client(Map.of());
                together.await();
                return own.register(subject, TWO);
            };
            var ids = new java.util.HashSet<Integer>();
            for (Future<Integer> id : threads.invokeAll(java.util.Collections.nCopies(many, register))) {
                ids.add(id.get());
            }
            assertThat(ids).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private SchemaRegistryClient client(Map<String, Object> settings) {
        Map<String, Object> all = new java.util.HashMap<>(settings);
        all.put(RegistryConfig.URL, url.toString());
        return new SchemaRegistryClient(RegistryConfig.from(all));
    }

    private JsonNode post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    private void put(String path, String body) throws Exception {
        send("PUT", path, body);
    }

    private JsonNode send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, BodyPublishers.ofString(body, UTF_8))
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }
}
