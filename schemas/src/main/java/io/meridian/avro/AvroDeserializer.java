package io.meridian.avro;

import static java.util.Objects.requireNonNull;

import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaLookup;
import io.meridian.registry.SchemaRegistryClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads generated Avro records in the Confluent {@linkplain WireFormat wire format}: decodes with the writer's schema and
 * projects onto the reader's. Safe for concurrent use, as Kafka Streams hands one instance to all its threads: each has
 * its own buffers.
 *
 * @param <T> the type of the records
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private final ThreadLocal<Scratch<T>> scratches = ThreadLocal.withInitial(Scratch::new);
    private final Optional<Class<T>> type;
    private @Nullable SchemaRegistryClient registry;

    /**
     * For Kafka clients that make deserializers by class name; {@link #configure} must follow. Yields records of the
     * generated class that has the name of the writer's schema, one of {@link TrustedRecords}.
     */
    public AvroDeserializer() {
        TrustedRecords.trustOwn();
        this.type = Optional.empty();
    }

    /** @param type what records are read as, whatever the name of the writer's schema */
    public AvroDeserializer(SchemaRegistryClient registry, Class<T> type) {
        this.registry = registry;
        TrustedRecords.trust(type);
        this.type = Optional.of(type);
    }

    /** Reads {@link RegistryConfig}'s settings. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        this.registry = new SchemaRegistryClient(RegistryConfig.from(configs));
    }

    /**
     * @throws io.meridian.registry.RegistryUnavailableException if the schema is not known yet, and no registry told it,
     *     after all retries: the same bytes may be read later
     * @throws SerializationException if the bytes are not in the wire format, the registry says that there is no such
     *     schema, or they do not decode with it
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (!WireFormat.isFramed(data)) {
            throw new SerializationException("a record of " + topic
                    + " does not begin with a zero byte and a schema id: it is not in the Confluent wire format");
        }
        int id = WireFormat.schemaId(data);
        Scratch<T> scratch = scratches.get();
        DatumReader<T> reader = scratch.readerFor(id, this);
        try {
            return scratch.decode(reader, data);
        } catch (RuntimeException | IOException failure) {
            // Of any kind: besides its own exceptions, Avro throws UnsupportedOperationException for a length past its
            // limits, and others where bytes were bent.
            throw new SerializationException("a record of " + topic + " does not decode with schema id " + id, failure);
        }
    }

    private DatumReader<T> newReader(int id) {
        SchemaLookup lookup = requireNonNull(registry, "configure() must be called before deserialize()")
                .schemaById(id);
        if (lookup instanceof SchemaLookup.Known known) {
            Class<?> target = type.isPresent() ? type.get() : generatedClass(known.schema());
            return new SpecificDatumReader<>(
                    known.schema(), SpecificData.get().getSchema(target), SpecificData.getForClass(target));
        }
        throw new SerializationException(((SchemaLookup.Unknown) lookup).reason());
    }

    private static Class<?> generatedClass(Schema writer) {
        Class<?> type = trustedClass(writer);
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new SerializationException("expected a generated class for the schema " + writer.getFullName()
                    + " on the class path, found none");
        }
        return type;
    }

    private static @Nullable Class<?> trustedClass(Schema writer) {
        try {
            return SpecificData.get().getClass(writer);
        } catch (SecurityException forbidden) {
            throw new SerializationException(
                    "the schema " + writer.getFullName() + " names a class to refuse", forbidden);
        }
    }

    /** What one thread reuses: nothing is made for a record but the record itself. */
    private static final class Scratch<T extends SpecificRecord> {
        private final Map<Integer, DatumReader<T>> readers = new HashMap<>();
        private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);
        private @Nullable DatumReader<T> lastReader;
        private int lastId;

        DatumReader<T> readerFor(int id, AvroDeserializer<T> owner) {
            DatumReader<T> reader = lastReader;
            if (reader == null || id != lastId) {
                reader = readers.computeIfAbsent(id, owner::newReader);
                lastReader = reader;
                lastId = id;
            }
            return reader;
        }

        T decode(DatumReader<T> reader, byte[] data) throws IOException {
            DecoderFactory.get()
                    .binaryDecoder(data, WireFormat.PREFIX_BYTES, data.length - WireFormat.PREFIX_BYTES, decoder);
            T record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes left over");
            }
            return record;
        }
    }
}
