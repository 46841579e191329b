package io.meridian.fuzz;

import io.meridian.avro.Reading;
import io.meridian.avro.WireFormat;
import io.meridian.avro.reading.AvroReadingDecoder;
import io.meridian.reading.DecodedFields;
import io.meridian.registry.SchemaLookup;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Records as they come from a topic, with the id of a schema in front: whatever its schema, a record is rejected with a reason
 * or read as Avro itself reads it. The place of a schema in the list is its id.
 */
public final class FramedTarget {
    private static final Schema OURS = Reading.getClassSchema();

    private static final List<Schema> SCHEMAS =
            List.of(OURS, record("""
                    {"name":"later","type":{"type":"array","items":{"type":"map","values":"bytes"}}},
                    {"name":"timestamp","type":"int"},
                    {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"]}},
                    {"name":"value","type":"float"},
                    {"name":"of","type":["null","Reading"]},
                    {"name":"metric","type":"bytes"},
                    {"name":"id","type":{"type":"fixed","name":"Id","size":3}},
                    {"name":"device_id","type":["null","string"]},
                    {"name":"nulls","type":{"type":"array","items":"null"}}"""), record("""
                    {"name":"device_id","type":["string","bytes"]},
                    {"name":"metric","type":"string"},
                    {"name":"value","type":["int","long","float","double"]},
                    {"name":"timestamp","type":["null",{"type":"long","logicalType":"timestamp-millis"}]}"""), record("""
                    {"name":"device_id","type":"string"},
                    {"name":"metric","type":"string"},
                    {"name":"value","type":"double"},
                    {"name":"timestamp","type":{"type":"long","logicalType":"timestamp-micros"}}"""), record("""
                    {"name":"device_id","type":"string"},
                    {"name":"metric","type":{"type":"array","items":"string"}},
                    {"name":"value","type":"double"},
                    {"name":"timestamp","type":"long"}"""), Schema.create(Schema.Type.STRING));

    private static final AvroReadingDecoder DECODER = new AvroReadingDecoder(FramedTarget::schema);

    private FramedTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        DecodedFields fields = DECODER.decode(input);
        Check.same(DECODER.decode(input), fields);
        if (!fields.violations().isEmpty()) {
            Check.that(
                    fields.violations().stream().noneMatch(one -> one.message().isBlank()), "says nothing", fields);
            return;
        }
        GenericRecord avros = avros(input);
        Check.same(
                avros.get("device_id").toString(),
                "d-%04d".formatted(fields.device().orElseThrow()));
        Check.same(avros.get("metric").toString(), fields.metric().orElseThrow());
        Check.same((double) avros.get("value") + 0.0, fields.value().orElseThrow());
        Check.same(avros.get("timestamp"), fields.timestamp().orElseThrow());
    }

    private static SchemaLookup schema(int id) {
        return id >= 0 && id < SCHEMAS.size()
                ? new SchemaLookup.Known(SCHEMAS.get(id))
                : new SchemaLookup.Unknown("there is no schema " + id);
    }

    private static Schema record(String fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Reading\",\"namespace\":\"%s\",\"fields\":[%s]}"
                        .formatted(OURS.getNamespace(), fields));
    }

    private static GenericRecord avros(byte[] framed) throws IOException {
        byte[] bytes = Arrays.copyOfRange(framed, WireFormat.PREFIX_BYTES, framed.length);
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, null);
        GenericRecord read =
                new GenericDatumReader<GenericRecord>(SCHEMAS.get(WireFormat.schemaId(framed)), OURS).read(null, in);
        Check.that(in.isEnd(), "bytes left over were taken", read);
        return read;
    }
}
