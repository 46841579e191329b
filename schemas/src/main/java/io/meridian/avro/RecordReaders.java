package io.meridian.avro;

import io.meridian.registry.SchemaLookup;
import io.meridian.registry.SchemaRegistryClient;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What records are read as.
 *
 * @param <T> the type of the records
 */
final class RecordReaders<T extends IndexedRecord> {
    private final SchemaRegistryClient registry;
    private final Kind kind;
    private final Optional<Class<T>> type;

    enum Kind {
        /** Generated records, or nothing. */
        SPECIFIC,
        /** Generic records in the writer's schema. */
        GENERIC,
        /** Generated records where there is a class for the writer's schema, and generic ones otherwise. */
        EITHER
    }

    RecordReaders(SchemaRegistryClient registry, Kind kind, Optional<Class<T>> type) {
        this.registry = registry;
        this.kind = kind;
        this.type = type;
    }

    /**
     * A reader for one thread.
     *
     * @param id an Integer or a UUID
     * @throws SerializationException if there is no such schema, or no class for it where one is needed
     */
    DatumReader<T> newReader(Object id) {
        SchemaLookup lookup = id instanceof UUID guid ? registry.schemaByGuid(guid) : registry.schemaById((Integer) id);
        if (lookup instanceof SchemaLookup.Known known) {
            return newReader(known.schema());
        }
        throw new SerializationException(((SchemaLookup.Unknown) lookup).reason());
    }

    private DatumReader<T> newReader(Schema writer) {
        Class<?> target = type.isPresent() ? type.get() : generatedClass(writer);
        return target == null
                ? new GenericDatumReader<>(writer)
                : new SpecificDatumReader<>(
                        writer, SpecificData.get().getSchema(target), SpecificData.getForClass(target));
    }

    private @Nullable Class<?> generatedClass(Schema writer) {
        if (kind == Kind.GENERIC) {
            return null;
        }
        Class<?> found = trustedClass(writer);
        if (found != null && SpecificRecord.class.isAssignableFrom(found)) {
            return found;
        }
        if (kind == Kind.EITHER) {
            return null;
        }
        throw new SerializationException(
                "expected a generated class for the schema " + writer.getFullName() + " on the class path, found none");
    }

    private static @Nullable Class<?> trustedClass(Schema writer) {
        try {
            return SpecificData.get().getClass(writer);
        } catch (SecurityException forbidden) {
            throw new SerializationException(
                    "the schema " + writer.getFullName() + " names a class to refuse", forbidden);
        }
    }
}
