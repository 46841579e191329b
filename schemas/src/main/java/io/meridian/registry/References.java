package io.meridian.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Makes a schema of a registry's answer, with all the schemas that it refers to. */
final class References {
    /** No honest schema has more; a registry that answers without end must end somewhere. */
    private static final int MOST = 1_000;

    private final Source source;

    /** Says what a subject's version is. */
    interface Source {
        /** The registry's object with {@code schema} and perhaps {@code references}; a missing node where there is none. */
        JsonNode version(String subject, int version);
    }

    private record Reference(String subject, int version) {
        @Override
        public String toString() {
            return "version " + version + " of " + subject;
        }
    }

    private static final class UnresolvedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnresolvedException(String message) {
            super(message);
        }
    }

    References(Source source) {
        this.source = source;
    }

    /**
     * @param what the schema is called in a reason
     * @param answer the registry's object of it
     */
    SchemaLookup resolve(String what, JsonNode answer) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            return new SchemaLookup.Unknown(what + " is of type " + type + ", not AVRO");
        }
        try {
            Map<Reference, String> texts = new LinkedHashMap<>();
            collect(answer, new LinkedHashSet<>(), texts);
            // Lenient with defaults, as the schema is only read by: what a registry has taken, is not for us to refuse.
            Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
            texts.values().forEach(parser::parse);
            return new SchemaLookup.Known(parser.parse(answer.path("schema").asText()));
        } catch (UnresolvedException unresolved) {
            return new SchemaLookup.Unknown(what + " refers to " + unresolved.getMessage());
        } catch (AvroRuntimeException invalid) {
            return new SchemaLookup.Unknown(what + " is no valid Avro schema");
        }
    }

    /** Depth first, so that each comes after those that it refers to. */
    private void collect(JsonNode answer, Set<Reference> path, Map<Reference, String> texts) {
        for (JsonNode node : answer.path("references")) {
            Reference reference = new Reference(
                    node.path("subject").asText(), node.path("version").asInt(-1));
            if (texts.containsKey(reference)) {
                continue;
            }
            if (!path.add(reference)) {
                throw new UnresolvedException(reference + ", which refers back to itself");
            }
            if (path.size() + texts.size() > MOST) {
                throw new UnresolvedException("more than " + MOST + " other schemas");
            }
            JsonNode referred = source.version(reference.subject(), reference.version());
            if (!referred.path("schema").isTextual()) {
                throw new UnresolvedException(reference + ", which the registry does not have");
            }
            collect(referred, path, texts);
            texts.put(reference, referred.path("schema").textValue());
            path.remove(reference);
        }
    }
}
