package io.meridian.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.registry.FakeRegistry;
import io.meridian.registry.SchemaRegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of each schema, worked out by hand from the Avro specification. Where one of these tests fails, records that
 * lie in topics today will not be read tomorrow: change the schema compatibly instead, and add a file.
 */
class GoldenBytesTest {
    private static final String TOPIC = "any";

    private final FakeRegistry registry = new FakeRegistry();
    private final SchemaRegistryClient client = new SchemaRegistryClient(registry.config());
    private final SchemaRegistrations registrations = new SchemaRegistrations(client, true);

    @AfterEach
    void close() {
        registry.close();
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of("Reading", Samples.READING),
                Arguments.of("AggregateKey", Samples.KEY),
                Arguments.of("RegionAggregate-open", Samples.OPEN),
                Arguments.of("RegionAggregate-final", Samples.FINAL));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldWriteTheBytesOfOld(String file, SpecificRecord sample) throws IOException {
        AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registrations, false);

        assertThat(serializer.serialize(TOPIC, sample)).isEqualTo(golden(file));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadTheBytesOfOld(String file, SpecificRecord sample) throws IOException {
        registry.put(1, sample.getSchema().toString());
        AvroDeserializer<? extends SpecificRecord> deserializer = new AvroDeserializer<>(client, sample.getClass());

        assertThat((Object) deserializer.deserialize(TOPIC, golden(file))).isEqualTo(sample);
    }

    /** In the wire format, under the schema id 1. */
    private static byte[] golden(String file) throws IOException {
        String hex = Files.readString(Path.of("src/test/resources/golden", file + ".hex"))
                .strip();
        return HexFormat.of().parseHex("0000000001" + hex);
    }
}
