package io.meridian.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meridian.registry.FakeRegistry;
import io.meridian.registry.Fault;
import io.meridian.registry.RegistryRefusedException;
import io.meridian.registry.RegistryUnavailableException;
import io.meridian.registry.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {
    private static final String TOPIC = "telemetry.aggregates";

    private final FakeRegistry registry = new FakeRegistry();
    private final SchemaRegistryClient client = new SchemaRegistryClient(registry.config());
    private final SchemaRegistrations registrations = new SchemaRegistrations(client, true);
    private final Serde<AggregateKey> keys = AvroSerde.forKeys(client, registrations, AggregateKey.class);
    private final Serde<RegionAggregate> rows = AvroSerde.forValues(client, registrations, RegionAggregate.class);

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldWriteWhatAvrosOwnEncoderWritesAfterMagicByteAndId() throws IOException {
        GenericRecord generic = new GenericRecordBuilder(AggregateKey.getClassSchema())
                .set("region", "eu")
                .set("metric", "cpu_load")
                .set("window_start", Samples.START.toEpochMilli())
                .build();
        registry.nextId(0x7f80ff01);

        byte[] bytes = keys.serializer().serialize(TOPIC, Samples.KEY);

        assertThat(bytes).startsWith(0, 0x7f, 0x80, 0xff, 0x01);
        assertThat(WireFormat.schemaId(bytes)).isEqualTo(0x7f80ff01);
        assertThat(Arrays.copyOfRange(bytes, 5, bytes.length)).isEqualTo(encoded(generic));
    }

    @Test
    void shouldNameSubjectsByTopic() {
        keys.serializer().serialize(TOPIC, Samples.KEY);
        rows.serializer().serialize(TOPIC, Samples.FINAL);

        assertThat(registry.requests())
                .containsExactly(
                        "POST /subjects/telemetry.aggregates-key/versions",
                        "POST /subjects/telemetry.aggregates-value/versions");
    }

    @Test
    void shouldReadBackWhatItWrote() {
        for (RegionAggregate row : List.of(Samples.OPEN, Samples.FINAL, Samples.OPEN)) {
            byte[] bytes = rows.serializer().serialize(TOPIC, row);

            assertThat((Object) rows.deserializer().deserialize(TOPIC, bytes)).isEqualTo(row);
        }
    }

    @Test
    void shouldPassOnNulls() {
        assertThat(rows.serializer().serialize(TOPIC, null)).isNull();
        assertThat((Object) rows.deserializer().deserialize(TOPIC, (byte[]) null))
                .isNull();
    }

    @Test
    void shouldReadAWiderRecordOfAnotherName() throws IOException {
        Schema wider = SchemaBuilder.record("com.acme.Key")
                .fields()
                .requiredInt("before")
                .name("window_start")
                .type(AggregateKey.getClassSchema().getField("window_start").schema())
                .noDefault()
                .requiredString("metric")
                .requiredString("region")
                .requiredString("after")
                .endRecord();
        registry.put(77, wider.toString());
        GenericRecord generic = new GenericRecordBuilder(wider)
                .set("before", 1)
                .set("window_start", Samples.START.toEpochMilli())
                .set("metric", "cpu_load")
                .set("region", "eu")
                .set("after", "x")
                .build();

        assertThat((Object) keys.deserializer().deserialize(TOPIC, framed(77, encoded(generic))))
                .isEqualTo(Samples.KEY);
    }

    @Test
    void shouldRefuseWhatDoesNotDecode() {
        byte[] good = keys.serializer().serialize(TOPIC, Samples.KEY);

        assertRefused(new byte[0], "wire format");
        assertRefused(new byte[] {0, 0, 0, 0}, "wire format");
        assertRefused("{\"region\":\"eu\"}".getBytes(StandardCharsets.UTF_8), "wire format");
        assertRefused(Arrays.copyOf(good, good.length - 1), "does not decode");
        assertRefused(Arrays.copyOf(good, good.length + 1), "does not decode");
        assertRefused(new byte[] {0, 0, 0, 0, 99, 2}, "schema id 99 is unknown");
        assertRefused(framed(WireFormat.schemaId(good), new byte[] {(byte) 0xfe, -1, -1, -1, 15}), "does not decode");
        assertThat((Object) keys.deserializer().deserialize(TOPIC, good)).isEqualTo(Samples.KEY);
    }

    @Test
    void shouldLeaveNothingOfAFailedRecordInTheNext() {
        byte[] expected = rows.serializer().serialize(TOPIC, Samples.FINAL);
        RegionAggregate broken = Samples.row("a region whose name must not come again");
        broken.put(4, null);

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> rows.serializer().serialize(TOPIC, broken))
                .withMessageContaining("RegionAggregate");
        assertThat(rows.serializer().serialize(TOPIC, Samples.FINAL)).isEqualTo(expected);
    }

    @Test
    void shouldNeedNoRegistryOnceWarmedUp() {
        registrations.warmUp(TOPIC, AggregateKey.class, RegionAggregate.class);
        registry.close();

        assertThat(keys.serializer().serialize(TOPIC, Samples.KEY)).isNotNull();
        assertThat(rows.serializer().serialize(TOPIC, Samples.FINAL)).isNotNull();
    }

    @Test
    void shouldBlameTheRegistryThatIsDownAndWorkOnceItIsUp() {
        byte[] bytes = keys.serializer().serialize(TOPIC, Samples.KEY);
        SchemaRegistryClient fresh = new SchemaRegistryClient(registry.config());
        Serde<AggregateKey> others = AvroSerde.forKeys(fresh, new SchemaRegistrations(fresh, true), AggregateKey.class);
        registry.fail(Fault.CLOSED_CONNECTION);

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> others.serializer().serialize(TOPIC, Samples.KEY));
        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> others.deserializer().deserialize(TOPIC, bytes));

        registry.heal();

        assertThat(others.serializer().serialize(TOPIC, Samples.KEY)).isEqualTo(bytes);
        assertThat((Object) others.deserializer().deserialize(TOPIC, bytes)).isEqualTo(Samples.KEY);
    }

    @Test
    void shouldOnlyLookUpWhereSchemasAreRegisteredByOthers() {
        SchemaRegistrations lookingUp = new SchemaRegistrations(client, false);
        AvroSerializer<AggregateKey> serializer = new AvroSerializer<>(lookingUp, true);

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> serializer.serialize(TOPIC, Samples.KEY));

        byte[] bytes = keys.serializer().serialize(TOPIC, Samples.KEY);

        assertThat(serializer.serialize(TOPIC, Samples.KEY)).isEqualTo(bytes);
    }

    @Test
    void shouldBeConfiguredByConfluentsSettings() {
        Map<String, Object> settings =
                Map.of("schema.registry.url", registry.url().toString(), "auto.register.schemas", "false");
        try (AvroSerde<AggregateKey> serde = new AvroSerde<>()) {
            serde.configure(settings, true);
            byte[] bytes = keys.serializer().serialize(TOPIC, Samples.KEY);

            assertThat(serde.serializer().serialize(TOPIC, Samples.KEY)).isEqualTo(bytes);
            assertThat((Object) serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(Samples.KEY);
            assertThat(registry.requests()).contains("POST /subjects/telemetry.aggregates-key");
        }
    }

    @Test
    void shouldServeManyThreadsWithOneInstance() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<RegionAggregate>>> tasks = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int seed = thread;
                tasks.add(() -> roundTrips(seed));
            }
            for (Future<List<RegionAggregate>> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Rows that did not come back as they were. */
    private List<RegionAggregate> roundTrips(int seed) {
        List<RegionAggregate> wrong = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            RegionAggregate row = Samples.row("region-" + seed + "-" + "x".repeat(i % 50));
            byte[] bytes = rows.serializer().serialize(TOPIC, row);
            if (!row.equals(rows.deserializer().deserialize(TOPIC, bytes))) {
                wrong.add(row);
            }
        }
        return wrong;
    }

    private void assertRefused(byte[] bytes, String reason) {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> keys.deserializer().deserialize(TOPIC, bytes))
                .withMessageContaining(reason);
    }

    private static byte[] framed(int id, byte[] encoded) {
        return ByteBuffer.allocate(5 + encoded.length)
                .put((byte) 0)
                .putInt(id)
                .put(encoded)
                .array();
    }

    private static byte[] encoded(GenericRecord generic) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(generic.getSchema()).write(generic, encoder);
        return out.toByteArray();
    }
}
