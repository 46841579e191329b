package io.meridian.avro;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One record of each kind, whose bytes stand in {@code golden/}. */
final class Samples {
    static final Instant START = Instant.parse("2025-03-12T14:30:00Z");

    static final Reading READING = new Reading("d-8842", "cpu_load", 78.4, START);

    static final AggregateKey KEY = new AggregateKey("eu", "cpu_load", START);

    static final RegionAggregate OPEN = row("eu", AggregateStatus.OPEN, 0, 1, 20.0, 20.0, 20.0, null, 1, 0);

    static final RegionAggregate FINAL = row("eu", AggregateStatus.FINAL, 2, 3, 60.0, 10.0, 30.0, 10.0, 2, 7);

    private Samples() {}

    static RegionAggregate row(String region) {
        return row(region, AggregateStatus.FINAL, 2, 3, 60.0, 10.0, 30.0, 10.0, 2, 7);
    }

    private static RegionAggregate row(
            String region,
            AggregateStatus status,
            int revision,
            long count,
            double sum,
            double min,
            double max,
            @Nullable Double stddev,
            long devices,
            long generation) {
        return RegionAggregate.newBuilder()
                .setRegion(region)
                .setMetric("cpu_load")
                .setWindowStart(START)
                .setWindowEnd(START.plusSeconds(60))
                .setStatus(status)
                .setRevision(revision)
                .setCount(count)
                .setSum(sum)
                .setMin(min)
                .setMax(max)
                .setMean(20.0)
                .setStddev(stddev)
                .setP50(20.0)
                .setP90(29.5)
                .setP99(29.75)
                .setDevices(devices)
                .setConfigGeneration(generation)
                .build();
    }
}
