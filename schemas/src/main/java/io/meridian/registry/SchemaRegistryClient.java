package io.meridian.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Registers Avro schemas and looks them up, by the REST protocol of the Confluent Schema Registry. What the registry
 * once said about an id or a registration never changes, so it is asked once and remembered for good. Safe for
 * concurrent use.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">the protocol</a>
 */
public final class SchemaRegistryClient {
    /** "Schema not found": the only error that says that an id does not exist, whatever else a proxy may answer. */
    private static final int SCHEMA_NOT_FOUND = 40403;

    /** Usually: incompatible with the versions before. */
    private static final int CONFLICT = 409;

    private final RegistryHttp http;
    private final AnswerCache<Integer, SchemaLookup> schemas =
            new AnswerCache<>(this::fetchSchema, SchemaLookup.Known.class::isInstance);
    private final AnswerCache<Registration, Integer> registered =
            new AnswerCache<>(this::fetchRegistration, id -> true);
    private final AnswerCache<Registration, Integer> found =
            new AnswerCache<>(registration -> id(registration, post(registration, "")), id -> true);

    private record Registration(String subject, Schema schema) {}

    public SchemaRegistryClient(RegistryConfig config) {
        this(config, pause -> Thread.sleep(pause.toMillis()));
    }

    SchemaRegistryClient(RegistryConfig config, RegistryHttp.Pause pause) {
        this.http = new RegistryHttp(config, pause);
    }

    /**
     * Registers a schema, unless it is registered already.
     *
     * @return its id
     * @throws RegistryUnavailableException if no answer came, after all retries
     * @throws RegistryRefusedException if the registry does not take it
     */
    public int register(String subject, Schema schema) {
        return registered.get(new Registration(subject, schema));
    }

    /**
     * The id of a schema that someone else has registered.
     *
     * @throws RegistryUnavailableException if no answer came, after all retries
     * @throws RegistryRefusedException if it is not registered under that subject
     */
    public int registeredId(String subject, Schema schema) {
        return found.get(new Registration(subject, schema));
    }

    /**
     * The schema that an id stands for.
     *
     * @throws RegistryUnavailableException if no answer came, after all retries, or one that says nothing of the id
     *     (such as 401): that is no fault of what was written with it
     */
    public SchemaLookup schemaById(int id) {
        return schemas.get(id);
    }

    /**
     * Where two clients register one schema at the same moment, some registries (Apicurio 2.6) answer one of them with
     * a conflict. Of a conflict that leaves the schema registered, whoever did it, nothing is left to refuse.
     */
    private int fetchRegistration(Registration registration) {
        Answer answer = post(registration, "/versions");
        if (answer.status() == CONFLICT) {
            Answer winner = post(registration, "");
            if (winner.isSuccess()) {
                return id(registration, winner);
            }
        }
        return id(registration, answer);
    }

    private Answer post(Registration registration, String suffix) {
        String subject = URLEncoder.encode(registration.subject(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("schema", PortableSchemas.text(registration.schema()));
        return http.post("/subjects/" + subject + suffix, body);
    }

    private static int id(Registration registration, Answer answer) {
        if (!answer.isSuccess()) {
            throw new RegistryRefusedException("the schema registry at " + answer.from() + " refuses "
                    + registration.schema().getFullName() + " under the subject " + registration.subject() + ": "
                    + answer.reason());
        }
        if (!answer.body().path("id").canConvertToInt()) {
            throw new RegistryUnavailableException(
                    "the schema registry at " + answer.from() + " answered without an id: HTTP " + answer.status());
        }
        return answer.body().path("id").intValue();
    }

    private SchemaLookup fetchSchema(int id) {
        Answer answer = http.get("/schemas/ids/" + id);
        if (answer.status() == 404 && answer.errorCode() == SCHEMA_NOT_FOUND) {
            return new SchemaLookup.Unknown("schema id " + id + " is unknown to the registry");
        }
        if (!answer.isSuccess() || !answer.body().path("schema").isTextual()) {
            throw new RegistryUnavailableException("the schema registry at " + answer.from()
                    + " says nothing of schema id " + id + ": " + answer.reason());
        }
        String type = answer.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            return new SchemaLookup.Unknown("schema id " + id + " is of type " + type + ", not AVRO");
        }
        return parse(id, answer.body().path("schema").textValue());
    }

    /** Lenient with defaults, as the schema is only read by: what a registry has taken, is not for us to refuse. */
    private static SchemaLookup parse(int id, String text) {
        try {
            return new SchemaLookup.Known(
                    new Schema.Parser().setValidateDefaults(false).parse(text));
        } catch (AvroRuntimeException invalid) {
            return new SchemaLookup.Unknown("schema id " + id + " is no Avro schema that stands by itself");
        }
    }
}
