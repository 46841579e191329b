package io.meridian.avro.reading;

import static java.util.Objects.requireNonNull;

import io.meridian.avro.WireFormat;
import io.meridian.reading.DecodedFields;
import io.meridian.reading.FieldRules;
import io.meridian.reading.RejectCode;
import io.meridian.reading.Violation;
import io.meridian.registry.SchemaLookup;
import io.meridian.registry.SchemaRegistryClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.apache.avro.Schema;

/**
 * Reads readings in the Confluent wire format: with their writer's schema, which may have more fields than ours, then
 * by the rules of the JSON form. Safe for concurrent use; each thread has its own buffers.
 */
public final class AvroReadingDecoder implements AvroReadings {
    private static final int LONGEST_REASON = 200;

    private final IntFunction<SchemaLookup> schemas;
    private final ThreadLocal<ProjectedReading> readings = ThreadLocal.withInitial(ProjectedReading::new);

    /** @param registry best one without retries, where whoever waits for it must notice that the program is stopping */
    public AvroReadingDecoder(SchemaRegistryClient registry) {
        this(registry::schemaById);
    }

    /** @param schemas tells the schema of an id, the same each time */
    public AvroReadingDecoder(IntFunction<SchemaLookup> schemas) {
        this.schemas = requireNonNull(schemas, "schemas");
    }

    @Override
    public DecodedFields decode(byte[] framed) {
        if (!WireFormat.isFramed(framed)) {
            return undecodable("expected a zero byte and four bytes of a schema id, found " + framed.length + " bytes");
        }
        SchemaLookup lookup = schemas.apply(WireFormat.schemaId(framed));
        if (lookup instanceof SchemaLookup.Known known) {
            return decode(framed, known.schema());
        }
        return undecodable("expected the id of an Avro schema, found that " + ((SchemaLookup.Unknown) lookup).reason());
    }

    private DecodedFields decode(byte[] framed, Schema writer) {
        ProjectedReading reading = readings.get();
        try {
            reading.read(framed, writer);
        } catch (RuntimeException | IOException failure) {
            // Of any kind: besides its own exceptions, Avro throws UnsupportedOperationException for a length past its
            // limits, and others where bytes were bent.
            return undecodable("expected a reading written with schema id " + WireFormat.schemaId(framed) + ", found: "
                    + line(failure));
        }
        return judge(reading);
    }

    private static DecodedFields judge(ProjectedReading reading) {
        List<Violation> violations = new ArrayList<>();
        OptionalInt device = FieldRules.deviceNumber(reading.device());
        if (device.isEmpty()) {
            violations.add(FieldRules.invalidDeviceId(reading.device()));
        }
        Optional<Violation> metricFault = FieldRules.checkMetric(reading.metric());
        metricFault.ifPresent(violations::add);
        double value = reading.value();
        if (!Double.isFinite(value)) {
            violations.add(FieldRules.notFinite(Double.toString(value)));
        }
        long timestamp = reading.timestamp();
        if (!FieldRules.isTimestamp(timestamp)) {
            violations.add(FieldRules.invalidTimestamp(timestamp));
        }
        return new DecodedFields(
                device,
                metricFault.isPresent() ? Optional.empty() : Optional.of(reading.metric()),
                Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty(),
                FieldRules.isTimestamp(timestamp) ? OptionalLong.of(timestamp) : OptionalLong.empty(),
                violations);
    }

    private static DecodedFields undecodable(String message) {
        return new DecodedFields(
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                List.of(new Violation(RejectCode.UNKNOWN_SCHEMA, "", message)));
    }

    private static String line(Exception failure) {
        String text = (failure.getClass().getSimpleName() + ": " + failure.getMessage()).replaceAll("\\p{Cntrl}+", " ");
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }
}
