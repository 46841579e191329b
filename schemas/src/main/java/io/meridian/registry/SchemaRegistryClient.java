package io.meridian.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * Registers Avro schemas and looks them up, by the REST protocol of the Confluent Schema Registry. What the registry
 * once said about an id, a version or a registration never changes, so it is asked once and remembered for good; what it
 * said of a newest version, or did not have, for a while. Safe for concurrent use.
 *
 * <p>Every method throws {@link RegistryUnavailableException} if no answer that decides came, after all retries.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">the protocol</a>
 */
public final class SchemaRegistryClient {
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;

    /** "Schema not found": the only error that says that an id does not exist, whatever else a proxy may answer. */
    private static final int SCHEMA_NOT_FOUND = 40403;

    private static final Set<Integer> NOT_THERE = Set.of(SUBJECT_NOT_FOUND, VERSION_NOT_FOUND, SCHEMA_NOT_FOUND);

    /** Usually: incompatible with the versions before. */
    private static final int CONFLICT = 409;

    private static final int UNPROCESSABLE = 422;

    private static final String LATEST = "latest";

    private final RegistryHttp http;
    private final String normalize;
    private final References references;
    private final AnswerCache<String, SchemaLookup> schemas;
    private final AnswerCache<Registration, Integer> registered;
    private final AnswerCache<Registration, Integer> found;
    private final AnswerCache<Numbered, JsonNode> versions;
    private final AnswerCache<String, Optional<RegisteredSchema>> latest;

    private record Registration(String subject, Schema schema) {}

    private record Numbered(String subject, int version) {}

    public SchemaRegistryClient(RegistryConfig config) {
        this(config, pause -> Thread.sleep(pause.toMillis()), System::nanoTime);
    }

    SchemaRegistryClient(RegistryConfig config, RegistryHttp.Pause pause, LongSupplier nanos) {
        this.http = new RegistryHttp(config, pause);
        this.normalize = config.normalize() ? "?normalize=true" : "";
        this.references = new References((subject, version) -> version(new Numbered(subject, version)));
        Duration missing = config.missingFor();
        Function<Integer, Duration> forGood = id -> AnswerCache.FOR_GOOD;
        this.schemas = new AnswerCache<>(
                this::fetchSchema,
                lookUp -> lookUp instanceof SchemaLookup.Known ? AnswerCache.FOR_GOOD : missing,
                nanos);
        this.registered = new AnswerCache<>(this::fetchRegistration, forGood, nanos);
        this.found = new AnswerCache<>(registration -> id(registration, post(registration, normalize)), forGood, nanos);
        this.versions = new AnswerCache<>(
                one -> fetchVersion(one.subject(), Integer.toString(one.version())),
                answer -> answer.isMissingNode() ? missing : AnswerCache.FOR_GOOD,
                nanos);
        this.latest = new AnswerCache<>(
                subject -> registered(subject, fetchVersion(subject, LATEST)),
                answer -> answer.isPresent() ? config.latestFor() : missing,
                nanos);
    }

    /**
     * Registers a schema, unless it is registered already.
     *
     * @return its id
     * @throws RegistryRefusedException if the registry does not take it
     */
    public int register(String subject, Schema schema) {
        return registered.get(new Registration(subject, schema));
    }

    /**
     * The id of a schema that someone else has registered.
     *
     * @throws RegistryRefusedException if it is not registered under that subject
     */
    public int registeredId(String subject, Schema schema) {
        return found.get(new Registration(subject, schema));
    }

    /** What a subject has of a schema, asked each time; empty where it has it not. */
    public Optional<RegisteredSchema> registered(String subject, Schema schema) {
        Answer answer = post(new Registration(subject, schema), normalize);
        return registered(subject, present(answer, "the subject " + subject));
    }

    /**
     * The schema that an id stands for. One that says nothing of the id (such as 401) is no answer: that is no fault of
     * what was written with it.
     */
    public SchemaLookup schemaById(int id) {
        return schemas.get("ids/" + id);
    }

    /** The same in a registry with contexts, which needs a subject to tell whose id it is. */
    public SchemaLookup schemaById(int id, String subject) {
        return schemas.get("ids/" + id + "?subject=" + encode(subject));
    }

    /** The schema that a record's header names by its global id; registries before Confluent's 8.0 know none. */
    public SchemaLookup schemaByGuid(UUID guid) {
        return schemas.get("guids/" + guid);
    }

    /** A version of a subject, from 1; empty where there is none. */
    public Optional<RegisteredSchema> version(String subject, int version) {
        return registered(subject, version(new Numbered(subject, version)));
    }

    /** The newest version of a subject, as it was at most {@value RegistryConfig#LATEST_TTL_SEC} ago; empty where there is none. */
    public Optional<RegisteredSchema> latest(String subject) {
        return latest.get(subject);
    }

    /** The numbers of a subject's versions, asked each time; empty where there is no such subject. */
    public List<Integer> versions(String subject) {
        List<Integer> numbers = new ArrayList<>();
        present(http.get("/subjects/" + encode(subject) + "/versions"), "the subject " + subject)
                .forEach(number -> numbers.add(number.asInt()));
        return numbers;
    }

    /**
     * Whether the registry would take a schema under a subject, by that subject's rule; asked each time.
     *
     * @throws RegistryRefusedException if it is no schema to the registry
     */
    public Compatibility compatibility(String subject, Schema schema) {
        Answer answer = http.post(
                "/compatibility/subjects/" + encode(subject) + "/versions?verbose=true" + normalize.replace('?', '&'),
                body(schema));
        if (answer.status() == UNPROCESSABLE) {
            throw refused(subject, schema, answer);
        }
        JsonNode said = present(answer, "the compatibility with " + subject);
        if (said.isMissingNode() || said.path("is_compatible").asBoolean()) {
            return new Compatibility.Compatible();
        }
        List<String> reasons = new ArrayList<>();
        said.path("messages").forEach(message -> reasons.add(message.asText()));
        return new Compatibility.Incompatible(reasons);
    }

    /**
     * Where two clients register one schema at the same moment, some registries (Apicurio 2.6) answer one of them with
     * a conflict. Of a conflict that leaves the schema registered, whoever did it, nothing is left to refuse.
     */
    private int fetchRegistration(Registration registration) {
        Answer answer = post(registration, "/versions" + normalize);
        if (answer.status() == CONFLICT) {
            Answer winner = post(registration, normalize);
            if (winner.isSuccess()) {
                return id(registration, winner);
            }
        }
        return id(registration, answer);
    }

    private Answer post(Registration registration, String suffix) {
        return http.post("/subjects/" + encode(registration.subject()) + suffix, body(registration.schema()));
    }

    private static ObjectNode body(Schema schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", PortableSchemas.text(schema));
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static int id(Registration registration, Answer answer) {
        if (!answer.isSuccess()) {
            throw refused(registration.subject(), registration.schema(), answer);
        }
        if (!answer.body().path("id").canConvertToInt()) {
            throw new RegistryUnavailableException(
                    "the schema registry at " + answer.from() + " answered without an id: HTTP " + answer.status());
        }
        return answer.body().path("id").intValue();
    }

    private static RegistryRefusedException refused(String subject, Schema schema, Answer answer) {
        return new RegistryRefusedException("the schema registry at " + answer.from() + " refuses "
                + schema.getFullName() + " under the subject " + subject + ": " + answer.reason());
    }

    private JsonNode version(Numbered one) {
        return versions.get(one);
    }

    private JsonNode fetchVersion(String subject, String version) {
        return present(
                http.get("/subjects/" + encode(subject) + "/versions/" + version),
                "version " + version + " of " + subject);
    }

    /** What was found; a missing node where the registry says that there is none. */
    private static JsonNode present(Answer answer, String what) {
        if (answer.isSuccess()) {
            return answer.body();
        }
        if (answer.status() == 404 && NOT_THERE.contains(answer.errorCode())) {
            return MissingNode.getInstance();
        }
        throw new RegistryUnavailableException(
                "the schema registry at " + answer.from() + " says nothing of " + what + ": " + answer.reason());
    }

    /** @throws RegistryRefusedException if it is no Avro schema: nothing of ours can be told of it */
    private Optional<RegisteredSchema> registered(String subject, JsonNode answer) {
        if (answer.isMissingNode()) {
            return Optional.empty();
        }
        int version = answer.path("version").asInt();
        SchemaLookup lookUp = references.resolve("version " + version + " of " + subject, answer);
        if (lookUp instanceof SchemaLookup.Known known) {
            return Optional.of(
                    new RegisteredSchema(subject, version, answer.path("id").asInt(), known.schema()));
        }
        throw new RegistryRefusedException(((SchemaLookup.Unknown) lookUp).reason());
    }

    private SchemaLookup fetchSchema(String path) {
        String what = "schema " + path.replaceFirst("s/", " ").replaceFirst("\\?.*", "");
        Answer answer = http.get("/schemas/" + path);
        if (answer.status() == 404 && answer.errorCode() == SCHEMA_NOT_FOUND) {
            return new SchemaLookup.Unknown(what + " is unknown to the registry");
        }
        if (!answer.isSuccess() || !answer.body().path("schema").isTextual()) {
            throw new RegistryUnavailableException(
                    "the schema registry at " + answer.from() + " says nothing of " + what + ": " + answer.reason());
        }
        return references.resolve(what, answer.body());
    }
}
