package io.meridian.fuzz;

import io.meridian.avro.ByteArrayDecoder;
import io.meridian.avro.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;

/** Bytes of Avro, read as they lie, beside Avro's own decoder; and passed over, as what a reader does not know is. */
public final class AvroTarget {
    private static final Schema READING = Reading.getClassSchema();
    private static final Schema MANY = SchemaBuilder.record("Many")
            .fields()
            .name("lists")
            .type()
            .array()
            .items()
            .array()
            .items()
            .longType()
            .noDefault()
            .name("map")
            .type()
            .map()
            .values()
            .bytesType()
            .noDefault()
            .name("nulls")
            .type()
            .array()
            .items()
            .nullType()
            .noDefault()
            .optionalString("text")
            .endRecord();
    private static final Schema EMPTY = SchemaBuilder.record("Many").fields().endRecord();
    private static final List<Schema> SCHEMAS = List.of(READING, MANY);

    private AvroTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Schema schema = SCHEMAS.get((input[0] & 0xff) % SCHEMAS.size());
        ByteArrayDecoder ours = new ByteArrayDecoder();
        ours.reset(input, 1);
        Optional<Object> read = read(schema, ours);
        if (read.isPresent()) {
            // Not the other way round: Avro itself makes room for as many items as the bytes announce.
            BinaryDecoder avros = DecoderFactory.get().binaryDecoder(input, 1, input.length - 1, null);
            Check.same(read, read(schema, avros));
            Check.same(ours.isEnd(), avros.isEnd());
        }
        passOver(input);
    }

    private static Optional<Object> read(Schema schema, Decoder from) {
        try {
            return Optional.of(new GenericDatumReader<>(schema).read(null, from));
        } catch (IOException | RuntimeException refused) {
            return Optional.empty();
        }
    }

    private static void passOver(byte[] input) {
        ByteArrayDecoder ours = new ByteArrayDecoder();
        ours.reset(input, 1);
        try {
            ResolvingDecoder in = DecoderFactory.get().resolvingDecoder(MANY, EMPTY, ours);
            in.readFieldOrder();
            in.drain();
        } catch (IOException | RuntimeException refused) {
            // As it may be; what may not is to go on for ever, or to run out of memory.
        }
    }
}
