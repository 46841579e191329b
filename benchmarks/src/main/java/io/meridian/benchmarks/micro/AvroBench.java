package io.meridian.benchmarks.micro;

import io.meridian.avro.AggregateStatus;
import io.meridian.avro.AvroDeserializer;
import io.meridian.avro.AvroSerializer;
import io.meridian.avro.Reading;
import io.meridian.avro.RegionAggregate;
import io.meridian.avro.SchemaRegistrations;
import io.meridian.benchmarks.workload.WorkloadRecord;
import io.meridian.registry.SchemaRegistryClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
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

/**
 * Generated records to the Confluent wire format and back with their schema's id known, beside what Avro itself does for its own
 * single-object encoding, which is framed much alike. One operation is one record.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsPrepend = "-Xmx512m")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(Samples.COUNT)
@State(Scope.Thread)
public class AvroBench {
    private static final String TOPIC = "any";

    /** What is written and read. */
    public enum Kind {
        READING,
        AGGREGATE
    }

    @Param
    private Kind kind = Kind.READING;

    private List<SpecificRecord> records = List.of();
    private final List<byte[]> framed = new ArrayList<>();
    private final List<byte[]> plain = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
    private Own own;

    @SuppressWarnings("NullAway.Init")
    private Avros avros;

    private record Own(AvroSerializer<SpecificRecord> serializer, AvroDeserializer<SpecificRecord> deserializer) {}

    private record Avros(BinaryMessageEncoder<SpecificRecord> encoder, BinaryMessageDecoder<SpecificRecord> decoder) {}

    @Setup
    public void makeRecords() throws IOException {
        records = Samples.records().stream().map(this::record).toList();
        Schema schema = records.get(0).getSchema();
        SpecificData model = SpecificData.getForClass(records.get(0).getClass());
        avros = new Avros(new BinaryMessageEncoder<>(model, schema), new BinaryMessageDecoder<>(model, schema));
        try (OneSchemaRegistry registry = new OneSchemaRegistry(schema)) {
            SchemaRegistryClient client = registry.client();
            @SuppressWarnings("unchecked")
            Class<SpecificRecord> type = (Class<SpecificRecord>) records.get(0).getClass();
            own = new Own(
                    new AvroSerializer<>(new SchemaRegistrations(client, true), false),
                    new AvroDeserializer<>(client, type));
            for (SpecificRecord record : records) {
                framed.add(own.serializer.serialize(TOPIC, record));
                plain.add(bytes(avros.encoder.encode(record)));
            }
            if (!records.get(0).equals(own.deserializer.deserialize(TOPIC, framed.get(0)))) {
                throw new IllegalStateException("expected to read what was written");
            }
        }
    }

    @Benchmark
    public void encode(Blackhole sink) {
        for (SpecificRecord record : records) {
            sink.consume(own.serializer.serialize(TOPIC, record));
        }
    }

    @Benchmark
    public void encodeByAvro(Blackhole sink) throws IOException {
        for (SpecificRecord record : records) {
            sink.consume(avros.encoder.encode(record));
        }
    }

    @Benchmark
    public void decode(Blackhole sink) {
        for (byte[] bytes : framed) {
            sink.consume(own.deserializer.deserialize(TOPIC, bytes));
        }
    }

    @Benchmark
    public void decodeByAvro(Blackhole sink) throws IOException {
        for (byte[] bytes : plain) {
            sink.consume(avros.decoder.decode(bytes));
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private SpecificRecord record(WorkloadRecord record) {
        String metric = Samples.FLEET.metricNames().get(record.metric());
        Instant time = Instant.ofEpochMilli(record.timestamp());
        return switch (kind) {
            case READING -> new Reading(record.key(), metric, record.value(), time);
            case AGGREGATE ->
                RegionAggregate.newBuilder()
                        .setRegion("region-1")
                        .setMetric(metric)
                        .setWindowStart(time)
                        .setWindowEnd(time.plusSeconds(60))
                        .setStatus(AggregateStatus.OPEN)
                        .setRevision(0)
                        .setCount(200 + record.timestamp() % 1_000)
                        .setSum(record.value() * 200)
                        .setMin(record.value() / 2)
                        .setMax(record.value())
                        .setMean(record.value() * 0.75)
                        .setStddev(record.value() / 10)
                        .setP50(record.value() * 0.75)
                        .setP90(record.value() * 0.95)
                        .setP99(record.value() * 0.99)
                        .setDevices(150 + record.timestamp() % 50)
                        .setConfigGeneration(record.timestamp())
                        .build();
        };
    }
}
