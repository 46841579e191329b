package io.meridian.avro;

import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated Avro records in the Confluent {@linkplain WireFormat wire format}. Safe for concurrent use, as Kafka
 * Streams hands one instance to all its threads: each has its own buffers.
 *
 * @param <T> the type of the records
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
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
        int id = scratch.idFor(registrations, topic, isKey, data);
        try {
            return scratch.encode(id, data);
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
    private static final class Scratch<T extends SpecificRecord> {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        private String topic = "";
        private @Nullable Schema schema;
        private @Nullable DatumWriter<T> writer;
        private int id;

        /** Topic and schema hardly ever change; comparing with the last ones spares a look-up by subject for each record. */
        int idFor(SchemaRegistrations registrations, String topic, boolean isKey, T data) {
            Schema schema = data.getSchema();
            if (!schema.equals(this.schema) || !this.topic.equals(topic)) {
                this.id = registrations.id(topic, isKey, schema);
                this.writer = new SpecificDatumWriter<>(schema, SpecificData.getForClass(data.getClass()));
                this.topic = topic;
                this.schema = schema;
            }
            return id;
        }

        byte[] encode(int id, T data) throws IOException {
            if (writer == null) {
                throw new IllegalStateException("idFor() comes first");
            }
            out.reset();
            WireFormat.writePrefix(out, id);
            writer.write(data, encoder);
            encoder.flush();
            return out.toByteArray();
        }
    }
}
