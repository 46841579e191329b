package io.meridian.avro;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalRegistry;
import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaRegistryClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both ways beside the official Java client: it registers, Flink frames the bytes and a copy of Avro of its own encodes them, none of
 * which is ours. The two have to agree on every byte and every id.
 */
class OfficialClientIT {
    private static final Children CHILDREN = new Children();
    private static @Nullable LocalRegistry started;

    private final String url = requireNonNull(started, "started").url().toString();
    private final CachedSchemaRegistryClient official = new CachedSchemaRegistryClient(url, 100);
    private final SchemaRegistryClient ours = new SchemaRegistryClient(
            RegistryConfig.of(List.of(requireNonNull(started, "started").url())));
    private final SchemaRegistrations registrations = new SchemaRegistrations(ours, true);

    @BeforeAll
    static void start(@TempDir Path directory) {
        started = LocalRegistry.start(CHILDREN, LocalHome.ofThisJvm(), directory, FreePorts.find());
        started.awaitReady(LocalRegistry.START_TIMEOUT);
    }

    @AfterAll
    static void stop() {
        CHILDREN.close();
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of("reading", Samples.READING),
                Arguments.of("key", Samples.KEY),
                Arguments.of("open", Samples.OPEN),
                Arguments.of("final", Samples.FINAL));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldWriteWhatTheOfficialClientReads(String topic, SpecificRecord sample) throws Exception {
        byte[] bytes =
                requireNonNull(new AvroSerializer<>(registrations, false).serialize("ours-" + topic, sample), "bytes");

        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        Schema schema = new ConfluentSchemaRegistryCoder(official).readSchema(in);
        GenericRecord read = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(in, null));

        for (org.apache.avro.Schema.Field field : sample.getSchema().getFields()) {
            assertThat(plain(read.get(field.name()))).as(field.name()).isEqualTo(plain(sample.get(field.pos())));
        }
        assertThat(official.getAllVersions("ours-" + topic + "-value")).containsExactly(1);
        // As if it had registered it: the same schema under the same id.
        assertThat(official.register("ours-" + topic + "-value", new AvroSchema(schema)))
                .isEqualTo(WireFormat.schemaId(bytes));
        assertThat(officially("ours-" + topic + "-value", schema, read)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadWhatTheOfficialClientWrites(String topic, SpecificRecord sample) throws Exception {
        String subject = "theirs-" + topic + "-value";
        Schema schema = new Schema.Parser()
                .parse(Path.of("src/main/avro", sample.getSchema().getName() + ".avsc")
                        .toFile());
        GenericRecord same = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(encoded(sample), null));
        byte[] bytes = officially(subject, schema, same);

        assertThat((Object) new AvroDeserializer<>(ours, sample.getClass()).deserialize("theirs-" + topic, bytes))
                .isEqualTo(sample);
        assertThat(ours.registeredId(subject, sample.getSchema())).isEqualTo(WireFormat.schemaId(bytes));
        assertThat(new AvroSerializer<>(registrations, false).serialize("theirs-" + topic, sample))
                .isEqualTo(bytes);
    }

    /** Registered by the official client, framed by Flink, encoded by Avro's own generic writer. */
    private byte[] officially(String subject, Schema schema, GenericRecord row) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ConfluentSchemaRegistryCoder(subject, official).writeSchema(schema, out);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(row, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** In the words of neither. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Number) {
            return value;
        }
        return value instanceof Instant time ? (Object) time.toEpochMilli() : value.toString();
    }

    /** Only to get the sample's values over to the other copy of Avro. */
    private static byte[] encoded(SpecificRecord sample) throws Exception {
        TrustedRecords.trustOwn();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var encoder = org.apache.avro.io.EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<SpecificRecord>(sample.getSchema()).write(sample, encoder);
        return out.toByteArray();
    }
}
