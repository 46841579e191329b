package io.meridian.benchmarks.micro;

import io.meridian.benchmarks.workload.WorkloadRecord;
import io.meridian.topology.aggregate.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
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

/** What a window's aggregate costs, with all its statistics: per reading added, and per aggregate merged or written or read. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsPrepend = "-Xmx512m")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class AggregateBench {
    private static final int AGGREGATES = 16;
    private static final long GENERATION = 1;

    /** All readings into one new aggregate; one operation is one reading. */
    @Benchmark
    @OperationsPerInvocation(Samples.COUNT)
    public void add(Stream stream, Blackhole sink) {
        WindowAggregate aggregate = new WindowAggregate();
        for (int i = 0; i < Samples.COUNT; i++) {
            aggregate.add(stream.devices[i], stream.values[i], GENERATION);
        }
        finish(aggregate, sink);
    }

    /**
     * The readings, as they come, into new aggregates of {@value Stream#SERIES} series, some 200 each: what combining them
     * before a commit costs without the look-up of the aggregate. One operation is one reading.
     */
    @Benchmark
    @OperationsPerInvocation(Samples.COUNT)
    public void addToManySeries(Stream stream, Blackhole sink) {
        WindowAggregate[] aggregates = new WindowAggregate[Stream.SERIES];
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i] = new WindowAggregate();
        }
        for (int i = 0; i < Samples.COUNT; i++) {
            aggregates[stream.series[i]].add(stream.devices[i], stream.values[i], GENERATION);
        }
        for (WindowAggregate aggregate : aggregates) {
            finish(aggregate, sink);
        }
    }

    /**
     * Aggregates into one that has more readings than any of them, as the partials of a window that is already known; one
     * operation is one aggregate merged.
     */
    @Benchmark
    @OperationsPerInvocation(AGGREGATES)
    public WindowAggregate merge(Partials partials) {
        for (WindowAggregate partial : partials.aggregates) {
            partials.known.merge(partial);
        }
        return partials.known;
    }

    /** One operation is one aggregate. */
    @Benchmark
    @OperationsPerInvocation(AGGREGATES)
    public void encode(Partials partials, Blackhole sink) {
        for (WindowAggregate partial : partials.aggregates) {
            sink.consume(partial.encode());
        }
    }

    /** One operation is one aggregate. */
    @Benchmark
    @OperationsPerInvocation(AGGREGATES)
    public void decode(Partials partials, Blackhole sink) {
        for (byte[] partial : partials.encoded) {
            sink.consume(WindowAggregate.decode(ByteBuffer.wrap(partial)));
        }
    }

    /** The last readings are folded in when a question is put, and it would be cheating to leave that out. */
    private static void finish(WindowAggregate aggregate, Blackhole sink) {
        sink.consume(aggregate.sum());
        sink.consume(aggregate);
    }

    /** Readings in the order in which they come. */
    @State(Scope.Thread)
    public static class Stream {
        private static final int SERIES = 20;

        private final int[] series = new int[Samples.COUNT];
        private final int[] devices = new int[Samples.COUNT];
        private final double[] values = new double[Samples.COUNT];

        public Stream() {
            int i = 0;
            for (WorkloadRecord record : Samples.records()) {
                int region = record.device() * Samples.FLEET.regions() / Samples.FLEET.devices();
                series[i] = region * Samples.FLEET.metrics() + record.metric();
                devices[i] = record.device();
                values[i] = record.value();
                i++;
            }
        }
    }

    /** {@value #AGGREGATES} different aggregates of one size, as the second stage meets them: just decoded. */
    @State(Scope.Thread)
    public static class Partials {
        @Param({"1", "100", "10000"})
        private int readings;

        private final List<byte[]> encoded = new ArrayList<>();
        private final List<WindowAggregate> aggregates = new ArrayList<>();
        private final WindowAggregate known = new WindowAggregate();

        @Setup
        public void fill() {
            Iterator<WorkloadRecord> records =
                    Samples.records(Samples.REGION, AGGREGATES * readings).iterator();
            for (int i = 0; i < AGGREGATES; i++) {
                byte[] bytes = aggregate(records).encode();
                encoded.add(bytes);
                aggregates.add(WindowAggregate.decode(ByteBuffer.wrap(bytes)));
            }
            aggregates.forEach(known::merge);
        }

        private WindowAggregate aggregate(Iterator<WorkloadRecord> records) {
            WindowAggregate aggregate = new WindowAggregate();
            for (int i = 0; i < readings; i++) {
                WorkloadRecord record = records.next();
                aggregate.add(record.device(), record.value(), GENERATION);
            }
            return aggregate;
        }
    }
}
