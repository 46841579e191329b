package io.meridian.avro;

import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaRegistryClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro records in the Confluent {@linkplain WireFormat wire format}, or with their schema's id in a header: decodes
 * with the writer's schema and projects onto the reader's. Safe for concurrent use, as Kafka Streams hands one instance to
 * all its threads: each has its own buffers.
 *
 * @param <T> the type of the records
 */
public final class AvroDeserializer<T extends IndexedRecord> implements Deserializer<T> {
    /**
     * True for generated records alone, false for generic ones alone. Where it is not set, records are generated ones if there is
     * a class for their schema, one of {@link TrustedRecords}, and generic ones otherwise.
     */
    public static final String SPECIFIC_AVRO_READER = "specific.avro.reader";

    private static final ConfigDef SETTINGS = new ConfigDef()
            .define(
                    SPECIFIC_AVRO_READER,
                    ConfigDef.Type.BOOLEAN,
                    null,
                    Importance.LOW,
                    "True for generated records alone, false for generic ones alone.");

    private final ThreadLocal<Scratch<T>> scratches = ThreadLocal.withInitial(Scratch::new);
    private @Nullable RecordReaders<T> readers;
    private boolean isKey;

    /** For Kafka clients that make deserializers by class name; {@link #configure} must follow. */
    public AvroDeserializer() {
        TrustedRecords.trustOwn();
    }

    /** @param type what records are read as, a generated class, whatever the name of the writer's schema */
    public AvroDeserializer(SchemaRegistryClient registry, Class<T> type) {
        TrustedRecords.trust(type.asSubclass(SpecificRecord.class));
        this.readers = new RecordReaders<>(registry, RecordReaders.Kind.SPECIFIC, Optional.of(type));
    }

    /** Reads {@link RegistryConfig}'s settings and {@value #SPECIFIC_AVRO_READER}. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Boolean specific = new AbstractConfig(SETTINGS, configs, false).getBoolean(SPECIFIC_AVRO_READER);
        RecordReaders.Kind kind = specific == null
                ? RecordReaders.Kind.EITHER
                : specific ? RecordReaders.Kind.SPECIFIC : RecordReaders.Kind.GENERIC;
        this.readers =
                new RecordReaders<>(new SchemaRegistryClient(RegistryConfig.from(configs)), kind, Optional.empty());
        this.isKey = isKey;
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
        Scratch<T> scratch = scratches.get();
        int id = WireFormat.schemaId(data);
        return decode(scratch, scratch.readerFor(id, readers()), id, topic, data, WireFormat.PREFIX_BYTES);
    }

    /** As without headers, unless one of them names the schema: then all bytes are the record's. */
    @Override
    public @Nullable T deserialize(String topic, @Nullable Headers headers, byte @Nullable [] data) {
        Optional<Object> id = data == null ? Optional.empty() : SchemaIdHeader.in(headers, isKey);
        if (data == null || id.isEmpty()) {
            return deserialize(topic, data);
        }
        Scratch<T> scratch = scratches.get();
        return decode(scratch, scratch.readerFor(id.get(), readers()), id.get(), topic, data, 0);
    }

    private RecordReaders<T> readers() {
        if (readers == null) {
            throw new IllegalStateException("configure() must be called before deserialize()");
        }
        return readers;
    }

    private static <T extends IndexedRecord> T decode(
            Scratch<T> scratch, DatumReader<T> reader, Object id, String topic, byte[] data, int from) {
        try {
            return scratch.decode(reader, data, from);
        } catch (RuntimeException | IOException failure) {
            // Of any kind: besides its own exceptions, Avro throws UnsupportedOperationException for a length past its
            // limits, and others where bytes were bent.
            throw new SerializationException("a record of " + topic + " does not decode with schema id " + id, failure);
        }
    }

    /** What one thread reuses: nothing is made for a record but the record itself. */
    private static final class Scratch<T extends IndexedRecord> {
        private final Map<Object, DatumReader<T>> readers = new HashMap<>();
        private final ByteArrayDecoder decoder = new ByteArrayDecoder();
        private @Nullable DatumReader<T> lastReader;
        private int lastId;

        DatumReader<T> readerFor(int id, RecordReaders<T> all) {
            DatumReader<T> reader = lastReader;
            if (reader == null || id != lastId) {
                reader = readerFor((Object) id, all);
                lastReader = reader;
                lastId = id;
            }
            return reader;
        }

        DatumReader<T> readerFor(Object id, RecordReaders<T> all) {
            return readers.computeIfAbsent(id, all::newReader);
        }

        T decode(DatumReader<T> reader, byte[] data, int from) throws IOException {
            decoder.reset(data, from);
            T record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes left over");
            }
            return record;
        }
    }
}
