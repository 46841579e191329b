package io.meridian.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meridian.registry.FakeRegistry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Serdes that are made and set as Confluent's are: by name, and by properties. */
class ConfluentSettingsTest {
    private static final String TOPIC = "any";
    private static final Schema PUMP =
            SchemaBuilder.record("com.acme.Pump").fields().requiredInt("rpm").endRecord();
    private static final GenericRecord PUMP_RECORD =
            new GenericRecordBuilder(PUMP).set("rpm", 900).build();

    private final FakeRegistry registry = new FakeRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    private AvroSerde<IndexedRecord> serde(boolean isKey, String... namesAndValues) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("schema.registry.url", registry.url().toString()));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        AvroSerde<IndexedRecord> serde = new AvroSerde<>();
        serde.configure(settings, isKey);
        return serde;
    }

    @Test
    void shouldWriteAndReadGenericRecords() {
        AvroSerde<IndexedRecord> serde = serde(false);
        byte[] bytes = serde.serializer().serialize(TOPIC, PUMP_RECORD);

        // Schema id 1; 900 in Avro's zigzag coding.
        assertThat(bytes).containsExactly(0, 0, 0, 0, 1, 0x88, 0x0e);
        assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(PUMP_RECORD);
    }

    @Test
    void shouldReadGeneratedOrGenericRecordsAsIsSet() {
        byte[] bytes = serde(false).serializer().serialize(TOPIC, Samples.KEY);
        byte[] pump = serde(false).serializer().serialize(TOPIC, PUMP_RECORD);

        assertThat(serde(false).deserializer().deserialize(TOPIC, bytes)).isEqualTo(Samples.KEY);
        assertThat(serde(false, "specific.avro.reader", "true").deserializer().deserialize(TOPIC, bytes))
                .isEqualTo(Samples.KEY);
        assertThat(serde(false, "specific.avro.reader", "false").deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(GenericRecord.class)
                .hasToString("{\"region\": \"eu\", \"metric\": \"cpu_load\", \"window_start\": "
                        + Samples.START.toEpochMilli() + "}");
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serde(false, "specific.avro.reader", "true")
                        .deserializer()
                        .deserialize(TOPIC, pump))
                .withMessageContaining("expected a generated class for the schema com.acme.Pump");
    }

    @ParameterizedTest
    @CsvSource({
        "value,TopicNameStrategy,any-value",
        "value,RecordNameStrategy,com.acme.Pump",
        "value,TopicRecordNameStrategy,any-com.acme.Pump",
        "key,TopicNameStrategy,any-key",
        "key,RecordNameStrategy,com.acme.Pump",
        "key,TopicRecordNameStrategy,any-com.acme.Pump",
    })
    void shouldNameSubjectsAsIsSet(String part, String strategy, String subject) {
        String className = "io.confluent.kafka.serializers.subject." + strategy;
        serde(part.equals("key"), part + ".subject.name.strategy", className)
                .serializer()
                .serialize(TOPIC, PUMP_RECORD);

        assertThat(registry.requests()).containsExactly("POST /subjects/" + subject + "/versions");
    }

    @Test
    void shouldRefuseAStrategyThatItDoesNotKnow() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> serde(false, "value.subject.name.strategy", "com.acme.Mine"))
                .withMessageContaining("expected one of io.confluent.kafka.serializers.subject.TopicNameStrategy")
                .withMessageContaining("found com.acme.Mine");
    }

    @Test
    void shouldWriteWithTheNewestSchemaOfTheSubject() {
        Schema newest = SchemaBuilder.record("com.acme.Pump")
                .fields()
                .optionalString("maker")
                .requiredLong("rpm")
                .endRecord();
        registry.page(
                "GET /subjects/any-value/versions/latest",
                "{\"version\":4,\"id\":9,\"schema\":\"" + newest.toString().replace("\"", "\\\"") + "\"}");
        registry.put(9, newest.toString());
        AvroSerde<IndexedRecord> serde = serde(false, "auto.register.schemas", "false", "use.latest.version", "true");

        byte[] bytes = serde.serializer().serialize(TOPIC, PUMP_RECORD);

        // Schema id 9; no maker; 900.
        assertThat(bytes).containsExactly(0, 0, 0, 0, 9, 0, 0x88, 0x0e);
        assertThat(serde.deserializer().deserialize(TOPIC, bytes)).hasToString("{\"maker\": null, \"rpm\": 900}");
    }

    @Test
    void shouldSayThatARecordDoesNotFitTheNewestSchema() {
        registry.page(
                "GET /subjects/any-value/versions/latest", "{\"version\":4,\"id\":9,\"schema\":\"\\\"string\\\"\"}");
        AvroSerde<IndexedRecord> serde = serde(false, "auto.register.schemas", "false", "use.latest.version", "true");

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serde.serializer().serialize(TOPIC, PUMP_RECORD))
                .withMessageContaining("com.acme.Pump");
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serde.serializer().serialize("other", PUMP_RECORD))
                .withMessageContaining("expected a version of the subject other-value, found none");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReadTheSchemasIdFromAHeader(boolean isKey) {
        UUID guid = new UUID(0x0123456789abcdefL, 0x76543210L);
        registry.put(5, PUMP.toString());
        registry.page(
                "GET /schemas/guids/" + guid, "{\"schema\":\"" + PUMP.toString().replace("\"", "\\\"") + "\"}");
        AvroSerde<IndexedRecord> serde = serde(isKey);
        byte[] payload = {(byte) 0x88, 0x0e};

        assertThat(read(serde, isKey, new byte[] {0, 0, 0, 0, 5}, payload)).isEqualTo(PUMP_RECORD);
        byte[] global = ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .array();
        assertThat(read(serde, isKey, global, payload)).isEqualTo(PUMP_RECORD);
        assertThat(read(serde, !isKey, global, new byte[] {0, 0, 0, 0, 5, (byte) 0x88, 0x0e}))
                .as("a header of the other part")
                .isEqualTo(PUMP_RECORD);
        for (byte[] wrong : new byte[][] {{}, {0, 0, 0, 5}, {2, 0, 0, 0, 5}, Arrays.copyOf(global, 16)}) {
            assertThatExceptionOfType(SerializationException.class)
                    .isThrownBy(() -> read(serde, isKey, wrong, payload))
                    .withMessageContaining("schema_id names no schema");
        }
    }

    private static IndexedRecord read(AvroSerde<IndexedRecord> serde, boolean inKey, byte[] header, byte[] payload) {
        Headers headers = new RecordHeaders().add(inKey ? "__key_schema_id" : "__value_schema_id", header);
        return serde.deserializer().deserialize(TOPIC, headers, payload);
    }
}
