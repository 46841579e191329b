package io.meridian.registry;

import static java.util.Objects.requireNonNull;

import org.apache.avro.Schema;

/**
 * A schema as a subject has it.
 *
 * @param subject under which it is registered
 * @param version its number there, from 1
 * @param id by which records name it
 * @param schema the schema, its references resolved
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {
    public RegisteredSchema {
        requireNonNull(subject, "subject");
        requireNonNull(schema, "schema");
    }
}
