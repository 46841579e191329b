package io.meridian.registry;

import static java.util.Objects.requireNonNull;

import org.apache.avro.Schema;

/** What a registry says about a schema id. */
public sealed interface SchemaLookup {
    /**
     * The schema under that id, which never changes.
     *
     * @param schema the schema as its writer registered it
     */
    record Known(Schema schema) implements SchemaLookup {
        public Known {
            requireNonNull(schema, "schema");
        }
    }

    /**
     * There is no Avro schema under that id: nothing written with it can be decoded.
     *
     * @param reason in one line: the id does not exist, or is of another kind
     */
    record Unknown(String reason) implements SchemaLookup {
        public Unknown {
            requireNonNull(reason, "reason");
        }
    }
}
