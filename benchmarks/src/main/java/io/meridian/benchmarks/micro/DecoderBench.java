package io.meridian.benchmarks.micro;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.meridian.avro.AvroSerializer;
import io.meridian.avro.Reading;
import io.meridian.avro.SchemaRegistrations;
import io.meridian.avro.reading.AvroReadingDecoder;
import io.meridian.benchmarks.workload.WorkloadRecord;
import io.meridian.reading.FastReadingDecoder;
import io.meridian.reading.ReadingFields;
import io.meridian.reading.StrictReadingDecoder;
import io.meridian.registry.SchemaRegistryClient;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From a record's bytes to the fields of a reading, or to what is wrong with it. One operation is one record. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsPrepend = "-Xmx512m")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(Samples.COUNT)
public class DecoderBench {
    private static final int MAX_BYTES = 65_536;

    /** Meridian's way with nearly every record. */
    @Benchmark
    public void fast(Canonical canonical, Blackhole sink) {
        ReadingFields fields = canonical.fields;
        for (byte[] json : canonical.records) {
            sink.consume(canonical.decoder.decode(json, fields));
            sink.consume(fields.device);
            sink.consume(fields.metric);
            sink.consume(fields.value);
            sink.consume(fields.timestamp);
        }
    }

    /** What others are likely to do, with the time left as text and no rule checked. */
    @Benchmark
    public void databind(Canonical canonical, Blackhole sink) throws IOException {
        for (byte[] json : canonical.records) {
            sink.consume(canonical.databind.<DatabindReading>readValue(json));
        }
    }

    /** The same, and the time read by the JDK. */
    @Benchmark
    public void databindWithTime(Canonical canonical, Blackhole sink) throws IOException {
        for (byte[] json : canonical.records) {
            DatabindReading reading = canonical.databind.readValue(json);
            sink.consume(reading);
            sink.consume(Instant.parse(reading.timestamp()));
        }
    }

    /** Meridian's way with whatever the fast decoder did not take. */
    @Benchmark
    public void strict(Spelled spelled, Blackhole sink) {
        for (byte[] json : spelled.records) {
            sink.consume(spelled.decoder.decode(json));
        }
    }

    /** The same readings in Avro, with the schema known. */
    @Benchmark
    public void avro(Avro avro, Blackhole sink) {
        for (byte[] framed : avro.records) {
            sink.consume(avro.decoder.decode(framed));
        }
    }

    /** Records as our own encoder writes them. */
    @State(Scope.Thread)
    public static class Canonical {
        private final List<byte[]> records = spell(Spelling.CANONICAL);
        private final FastReadingDecoder decoder = new FastReadingDecoder(MAX_BYTES, false);
        private final ReadingFields fields = new ReadingFields();
        private final ObjectReader databind = new ObjectMapper().readerFor(DatabindReading.class);

        @Setup
        public void check() {
            expect(records.stream().allMatch(json -> decoder.decode(json, fields)), "the fast decoder takes them");
        }
    }

    /** Records in one spelling. */
    @State(Scope.Thread)
    public static class Spelled {
        @Param
        private Spelling spelling = Spelling.CANONICAL;

        private List<byte[]> records = List.of();
        private final StrictReadingDecoder decoder = new StrictReadingDecoder(MAX_BYTES, false);

        @Setup
        public void spellAndCheck() {
            records = spell(spelling);
            expect(
                    records.stream()
                            .allMatch(json -> decoder.decode(json).violations().isEmpty() == spelling.isValid()),
                    spelling + " is valid: " + spelling.isValid());
        }
    }

    /** Records in the Confluent wire format. */
    @State(Scope.Thread)
    public static class Avro {
        private final List<byte[]> records = new ArrayList<>();
        private final AvroReadingDecoder decoder;

        public Avro() {
            try (OneSchemaRegistry registry = new OneSchemaRegistry(Reading.getClassSchema())) {
                SchemaRegistryClient client = registry.client();
                AvroSerializer<Reading> serializer = new AvroSerializer<>(new SchemaRegistrations(client, true), false);
                Samples.records()
                        .forEach(record -> records.add(serializer.serialize("telemetry.raw", reading(record))));
                decoder = new AvroReadingDecoder(client);
                expect(
                        records.stream()
                                .allMatch(framed ->
                                        decoder.decode(framed).violations().isEmpty()),
                        "the Avro decoder takes them");
            }
        }

        private static Reading reading(WorkloadRecord record) {
            return new Reading(
                    record.key(),
                    Samples.FLEET.metricNames().get(record.metric()),
                    record.value(),
                    Instant.ofEpochMilli(record.timestamp()));
        }
    }

    private static List<byte[]> spell(Spelling spelling) {
        return Samples.records().stream().map(spelling::json).toList();
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("this bench would measure something else: expected that " + what);
        }
    }
}
