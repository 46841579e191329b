package io.meridian.topology.closing;

import io.meridian.avro.AggregateKey;
import io.meridian.avro.AggregateStatus;
import io.meridian.avro.RegionAggregate;
import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The store's content as the records of the aggregate topics. */
public final class Rows {
    private Rows() {}

    static AggregateKey key(WindowKey key) {
        return AggregateKey.newBuilder()
                .setRegion(key.series().region())
                .setMetric(key.series().metric())
                .setWindowStart(Instant.ofEpochMilli(key.start()))
                .build();
    }

    /** The series that a key belongs to. */
    public static Series series(AggregateKey key) {
        return new Series(key.getRegion(), key.getMetric());
    }

    static RegionAggregate value(WindowKey key, WindowState state, long windowEnd) {
        WindowAggregate aggregate = state.aggregate();
        return RegionAggregate.newBuilder()
                .setRegion(key.series().region())
                .setMetric(key.series().metric())
                .setWindowStart(Instant.ofEpochMilli(key.start()))
                .setWindowEnd(Instant.ofEpochMilli(windowEnd))
                .setStatus(status(state.status()))
                .setRevision(state.revision())
                .setCount(aggregate.count())
                .setSum(aggregate.sum())
                .setMin(aggregate.min())
                .setMax(aggregate.max())
                .setMean(aggregate.mean())
                .setStddev(stddev(aggregate))
                .setP50(aggregate.quantile(0.50))
                .setP90(aggregate.quantile(0.90))
                .setP99(aggregate.quantile(0.99))
                .setDevices(aggregate.devices())
                .setConfigGeneration(aggregate.generation())
                .build();
    }

    private static @Nullable Double stddev(WindowAggregate aggregate) {
        return aggregate.stddev().isPresent() ? aggregate.stddev().getAsDouble() : null;
    }

    private static AggregateStatus status(Status status) {
        return switch (status) {
            case OPEN -> AggregateStatus.OPEN;
            case FINAL -> AggregateStatus.FINAL;
        };
    }
}
