package io.meridian.avro;

import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaRegistryClient;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * {@link AvroSerializer} and {@link AvroDeserializer} together, for Kafka Streams. Safe for concurrent use.
 *
 * @param <T> the type of the records
 */
public final class AvroSerde<T extends IndexedRecord> implements Serde<T> {
    private final AvroSerializer<T> serializer;
    private final AvroDeserializer<T> deserializer;

    /** For Kafka Streams, which makes default serdes by class name; {@link #configure} must follow. */
    public AvroSerde() {
        this.serializer = new AvroSerializer<>();
        this.deserializer = new AvroDeserializer<>();
    }

    private AvroSerde(SchemaRegistryClient registry, SchemaRegistrations registrations, Class<T> type, boolean isKey) {
        this.serializer = new AvroSerializer<>(registrations, isKey);
        this.deserializer = new AvroDeserializer<>(registry, type);
    }

    /** For keys of one type, over a client that others may share. */
    public static <T extends SpecificRecord> AvroSerde<T> forKeys(
            SchemaRegistryClient registry, SchemaRegistrations registrations, Class<T> type) {
        return new AvroSerde<>(registry, registrations, type, true);
    }

    /** For values of one type, over a client that others may share. */
    public static <T extends SpecificRecord> AvroSerde<T> forValues(
            SchemaRegistryClient registry, SchemaRegistrations registrations, Class<T> type) {
        return new AvroSerde<>(registry, registrations, type, false);
    }

    /** Reads {@link RegistryConfig}'s settings and {@value SchemaRegistrations#AUTO_REGISTER_SCHEMAS}. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        serializer.configure(configs, isKey);
        deserializer.configure(configs, isKey);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
