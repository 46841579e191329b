package io.meridian.benchmarks.workload;

import io.meridian.avro.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Readings in Avro, by Avro's own writer, behind the Confluent prefix.
 *
 * @param schemaId the id under which the registry knows the schema of readings
 */
public record AvroForm(int schemaId) implements RecordForm {
    private static final SpecificDatumWriter<Reading> WRITER = new SpecificDatumWriter<>(Reading.class);

    @Override
    public byte[] valid(String device, String metric, double value, Instant time) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            WRITER.write(new Reading(device, metric, value, time), encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public byte[] invalid(String device, String metric, double value, Instant time, RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> valid(device, metric, Double.NaN, time);
            case 1 -> valid(device, metric, 1000.5, time);
            case 2 -> valid(device + "7", metric, value, time);
            case 3 -> valid(device, "", value, time);
            default -> {
                byte[] whole = valid(device, metric, value, time);
                yield Arrays.copyOf(whole, whole.length / 2);
            }
        };
    }
}
