package io.meridian.benchmarks.micro;

import io.meridian.benchmarks.workload.WorkloadRecord;
import io.meridian.reading.Reading;
import io.meridian.reading.ReadingEncoder;
import java.util.List;
import java.util.SplittableRandom;
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

/** From a reading to its canonical bytes. One operation is one reading. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsPrepend = "-Xmx512m")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(Samples.COUNT)
@State(Scope.Thread)
public class EncoderBench {
    /** How many digits a value has decides how its shortest decimal is found. */
    public enum Values {
        TWO_DECIMALS,
        ALL_DIGITS
    }

    @Param
    private Values values = Values.TWO_DECIMALS;

    private List<Reading> readings = List.of();
    private final ReadingEncoder encoder = new ReadingEncoder();

    @Setup
    public void makeReadings() {
        SplittableRandom random = new SplittableRandom(7);
        readings = Samples.records().stream()
                .map(record -> reading(record, random.nextDouble(100)))
                .toList();
    }

    @Benchmark
    public void encode(Blackhole sink) {
        for (Reading reading : readings) {
            sink.consume(encoder.encode(reading));
        }
    }

    private Reading reading(WorkloadRecord record, double allDigits) {
        double value =
                switch (values) {
                    case TWO_DECIMALS -> record.value();
                    case ALL_DIGITS -> allDigits;
                };
        return new Reading(record.key(), Samples.FLEET.metricNames().get(record.metric()), value, record.timestamp());
    }
}
