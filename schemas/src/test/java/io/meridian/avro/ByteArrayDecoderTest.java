package io.meridian.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Beside Avro's own decoder: of the same bytes both make the same, or nothing. */
class ByteArrayDecoderTest {
    private static final int FROM = 3;
    private static final Schema FIXED = SchemaBuilder.fixed("Four").size(4);
    private static final Schema ENUM = SchemaBuilder.enumeration("Colour").symbols("RED", "GREEN");
    private static final Schema ALL = SchemaBuilder.record("All")
            .fields()
            .name("nothing")
            .type()
            .nullType()
            .noDefault()
            .requiredBoolean("truth")
            .requiredInt("small")
            .requiredLong("large")
            .requiredFloat("half")
            .requiredDouble("whole")
            .requiredString("text")
            .requiredBytes("bytes")
            .name("fixed")
            .type(FIXED)
            .noDefault()
            .name("colour")
            .type(ENUM)
            .noDefault()
            .name("list")
            .type()
            .array()
            .items()
            .longType()
            .noDefault()
            .name("map")
            .type()
            .map()
            .values()
            .stringType()
            .noDefault()
            .optionalString("maybe")
            .endRecord();
    private static final Schema LITTLE = SchemaBuilder.record("All")
            .fields()
            .requiredLong("large")
            .optionalString("maybe")
            .endRecord();

    private final Random random = new Random(11);
    private final ByteArrayDecoder decoder = new ByteArrayDecoder();

    @Test
    void shouldReadWhatAvroReads() throws IOException {
        for (int round = 0; round < 2_000; round++) {
            GenericRecord record = record();
            byte[] bytes = encode(record);

            assertThat(ours(bytes, ALL)).contains(record);
            assertThat(decoder.isEnd()).isTrue();
            // Most fields are skipped.
            assertThat(ours(bytes, LITTLE)).isEqualTo(theirs(bytes, LITTLE));
        }
    }

    @Test
    void shouldRefuseWhatEndsEarly() throws IOException {
        byte[] bytes = encode(record());
        for (int length = 0; length < bytes.length; length++) {
            assertThat(ours(Arrays.copyOf(bytes, length), ALL))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void shouldTakeAndRefuseDamagedBytesAsAvroDoes() throws IOException {
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = encode(record());
            for (int times = random.nextInt(3); times >= 0; times--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Optional<GenericRecord> ours = ours(bytes, ALL);
            assertThat(ours.map(Object::toString)).isEqualTo(theirs(bytes, ALL).map(Object::toString));
            refused += ours.isEmpty() ? 1 : 0;
        }
        assertThat(refused).isBetween(1, 19_999);
    }

    private Optional<GenericRecord> ours(byte[] bytes, Schema reader) {
        byte[] framed = new byte[FROM + bytes.length];
        System.arraycopy(bytes, 0, framed, FROM, bytes.length);
        decoder.reset(framed, FROM);
        return read(decoder, reader);
    }

    private static Optional<GenericRecord> theirs(byte[] bytes, Schema reader) {
        BinaryDecoder avros = DecoderFactory.get().binaryDecoder(bytes, null);
        return read(avros, reader);
    }

    private static Optional<GenericRecord> read(Decoder from, Schema reader) {
        try {
            return Optional.of(new GenericDatumReader<GenericRecord>(ALL, reader).read(null, from));
        } catch (IOException | RuntimeException refused) {
            return Optional.empty();
        }
    }

    private static byte[] encode(GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Collections in blocks with their sizes, as only some encoders write them.
        BinaryEncoder encoder = record.hashCode() % 2 == 0
                ? EncoderFactory.get().binaryEncoder(out, null)
                : new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(ALL).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private GenericRecord record() {
        GenericRecord record = new GenericData.Record(ALL);
        record.put("truth", random.nextBoolean());
        record.put("small", random.nextInt() >> random.nextInt(32));
        record.put("large", random.nextLong() >> random.nextInt(64));
        record.put("half", random.nextFloat());
        record.put("whole", random.nextGaussian());
        record.put("text", text());
        byte[] some = new byte[random.nextInt(20)];
        random.nextBytes(some);
        record.put("bytes", ByteBuffer.wrap(some));
        record.put("fixed", new GenericData.Fixed(FIXED, new byte[] {1, 2, 3, 4}));
        record.put("colour", new GenericData.EnumSymbol(ENUM, random.nextBoolean() ? "RED" : "GREEN"));
        record.put("list", random.longs(random.nextInt(30)).boxed().toList());
        Map<String, String> map = new HashMap<>();
        List.of("a", "b", "c").subList(0, random.nextInt(3)).forEach(key -> map.put(key, text()));
        record.put("map", map);
        record.put("maybe", random.nextBoolean() ? null : text());
        // As a reader has it: texts of Avro's own kind, which know what they equal.
        return GenericData.get().deepCopy(ALL, record);
    }

    private String text() {
        return "é漢🙂abc".repeat(random.nextInt(4));
    }
}
