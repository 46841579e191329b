package io.meridian.avro;

import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records, generated or generic, in the Confluent {@linkplain WireFormat wire format}. Safe for concurrent use, as Kafka
 * Streams hands one instance to all its threads: each has its own buffers.
 *
 * @param <T> the type of the records
 */
public final class AvroSerializer<T extends IndexedRecord> implements Serializer<T> {
    private final ThreadLocal<Scratch<T>> scratches = ThreadLocal.withInitial(Scratch::new);
    private @Nullable SchemaRegistrations registrations;
    private boolean isKey;

    /** For Kafka clients that make serializers by class name; {@link #configure} must follow. */
    public AvroSerializer() {}

    /** @param isKey whether it writes keys of records, and not values */
    public AvroSerializer(SchemaRegistrations registrations, boolean isKey) {
        this.registrations = registrations;
        this.isKey = isKey;
    }

    /** Reads {@link RegistryConfig}'s settings and {@value SchemaRegistrations#AUTO_REGISTER_SCHEMAS}. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        this.registrations = SchemaRegistrations.from(configs, new SchemaRegistryClient(RegistryConfig.from(configs)));
        this.isKey = isKey;
    }

    /**
     * @throws io.meridian.registry.RegistryUnavailableException if the schema's id is not known yet, and no registry
     *     told it, after all retries
     * @throws io.meridian.registry.RegistryRefusedException if the registry does not take the schema
     * @throws SerializationException if the record lacks a field that must not be null
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T data) {
        if (data == null) {
            return null;
        }
        if (registrations == null) {
            throw new IllegalStateException("configure() must be called before serialize()");
        }
        Scratch<T> scratch = scratches.get();
        RecordWriter<T> writer = scratch.writerFor(registrations, topic, isKey, data);
        try {
            return scratch.encode(writer, data);
        } catch (AvroRuntimeException | NullPointerException | ClassCastException | IOException failure) {
            // What the encoder holds of the failed record must not reach the next one.
            scratches.remove();
            throw new SerializationException(
                    "a record for " + topic + " does not fit its schema "
                            + data.getSchema().getFullName(),
                    failure);
        }
    }

    /** What one thread reuses: nothing is made for a record but its bytes. */
    private static final class Scratch<T extends IndexedRecord> {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        private String topic = "";
        private @Nullable Schema schema;
        private @Nullable RecordWriter<T> writer;

        /** Topic and schema hardly ever change; comparing with the last ones spares a look-up by subject for each record. */
        RecordWriter<T> writerFor(SchemaRegistrations registrations, String topic, boolean isKey, T data) {
            Schema schema = data.getSchema();
            RecordWriter<T> last = writer;
            if (last != null && !registrations.mayChange() && schema.equals(this.schema) && topic.equals(this.topic)) {
                return last;
            }
            SchemaRegistrations.Written written = registrations.written(topic, isKey, schema);
            if (last == null || !last.isFor(written, schema)) {
                last = RecordWriter.of(written, data);
            }
            this.writer = last;
            this.topic = topic;
            this.schema = schema;
            return last;
        }

        byte[] encode(RecordWriter<T> writer, T data) throws IOException {
            out.reset();
            WireFormat.writePrefix(out, writer.id());
            writer.write(data, encoder);
            encoder.flush();
            return out.toByteArray();
        }
    }
}
