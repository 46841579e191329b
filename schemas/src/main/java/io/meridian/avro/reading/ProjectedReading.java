package io.meridian.avro.reading;

import io.meridian.avro.ByteArrayDecoder;
import io.meridian.avro.Reading;
import io.meridian.avro.WireFormat;
import io.meridian.reading.FieldRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.util.Utf8;

/**
 * The four fields of a reading, filled from bytes of any schema that can be projected onto {@code Reading.avsc}. Reads
 * field by field, with no record in between. For one thread.
 */
final class ProjectedReading {
    private static final String TIMESTAMP_MILLIS = "timestamp-millis";

    private final Map<Integer, ResolvingDecoder> resolvers = new HashMap<>();
    private final ByteArrayDecoder bytes = new ByteArrayDecoder();

    /** Refuses malformed bytes, where {@link Utf8#toString} would put a replacement character and go on. */
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    private Utf8 deviceText = new Utf8();
    private Utf8 metricText = new Utf8();
    private String device = "";
    private String metric = "";
    private double value;
    private long timestamp;

    String device() {
        return device;
    }

    String metric() {
        return metric;
    }

    double value() {
        return value;
    }

    long timestamp() {
        return timestamp;
    }

    /**
     * @param framed a whole record value
     * @param writer the schema that it was written with
     * @throws IOException if the bytes end early or go on, or a text is not UTF-8
     * @throws RuntimeException of one kind or another if they do not fit the schema, or that does not fit ours
     */
    void read(byte[] framed, Schema writer) throws IOException {
        ResolvingDecoder in = resolvers.computeIfAbsent(WireFormat.schemaId(framed), id -> resolver(writer));
        bytes.reset(framed, WireFormat.PREFIX_BYTES);
        in.configure(bytes);
        for (Schema.Field field : in.readFieldOrder()) {
            readField(field.name(), in);
        }
        in.drain();
        if (!bytes.isEnd()) {
            throw new IOException("bytes left over");
        }
        device = text(deviceText);
        metric = text(metricText);
    }

    private void readField(String name, ResolvingDecoder in) throws IOException {
        switch (name) {
            case FieldRules.DEVICE_ID -> deviceText = in.readString(deviceText);
            case FieldRules.METRIC -> metricText = in.readString(metricText);
            // One zero, as in the JSON form: adding 0.0 turns -0.0 into it, and leaves all else.
            case FieldRules.VALUE -> value = in.readDouble() + 0.0;
            case FieldRules.TIMESTAMP -> timestamp = in.readLong();
            default -> throw new IllegalStateException("Reading.avsc has a field that is not read: " + name);
        }
    }

    private String text(Utf8 from) throws IOException {
        return utf8.decode(ByteBuffer.wrap(from.getBytes(), 0, from.getByteLength()))
                .toString();
    }

    private static ResolvingDecoder resolver(Schema writer) {
        refuseOtherUnits(writer);
        try {
            return DecoderFactory.get().resolvingDecoder(writer, Reading.getClassSchema(), null);
        } catch (IOException impossible) {
            throw new IllegalStateException("two schemas in memory", impossible);
        }
    }

    /**
     * Avro projects any long onto ours, so microseconds would be taken for milliseconds. A long that names no unit is
     * taken at its word.
     */
    private static void refuseOtherUnits(Schema writer) {
        Schema.Field field = writer.getType() == Schema.Type.RECORD ? writer.getField(FieldRules.TIMESTAMP) : null;
        if (field == null) {
            return;
        }
        Schema schema = field.schema();
        List<Schema> types = schema.isUnion() ? schema.getTypes() : List.of(schema);
        types.stream()
                .map(Schema::getLogicalType)
                .filter(Objects::nonNull)
                .map(LogicalType::getName)
                .filter(unit -> !unit.equals(TIMESTAMP_MILLIS))
                .findFirst()
                .ifPresent(unit -> {
                    throw new AvroTypeException(
                            "the writer's timestamp is of logical type " + unit + ", not " + TIMESTAMP_MILLIS);
                });
    }
}
