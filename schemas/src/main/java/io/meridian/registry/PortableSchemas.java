package io.meridian.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Schemas as they are registered: without the property by which the Java code generator remembers its string type, so
 * that a producer in another language gets the same id for the same {@code .avsc} file.
 */
final class PortableSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PortableSchemas() {}

    /** The schema's JSON in one line. */
    static String text(Schema schema) {
        try {
            JsonNode json = JSON.readTree(schema.toString());
            json.findParents(GenericData.STRING_PROP)
                    .forEach(type -> ((ObjectNode) type).remove(GenericData.STRING_PROP));
            // Parsed and written once more, {"type":"string"} becomes "string".
            return new Schema.Parser()
                    .setValidateDefaults(false)
                    .parse(json.toString())
                    .toString();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a schema's own text is JSON", impossible);
        }
    }
}
