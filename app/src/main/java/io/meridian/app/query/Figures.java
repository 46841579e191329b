package io.meridian.app.query;

import io.meridian.topology.aggregate.WindowAggregate;
import java.util.OptionalDouble;

/**
 * What is told of some readings, without what more could be merged into it: a fraction of a {@link WindowAggregate}'s size.
 *
 * @param count how many readings, at least 1
 * @param sum their sum
 * @param min the least
 * @param max the greatest
 * @param mean their mean
 * @param stddev sample standard deviation; empty below two readings
 * @param p50 median, within 1 %
 * @param p90 90th percentile, within 1 %
 * @param p99 99th percentile, within 1 %
 * @param devices how many distinct devices
 * @param generation the newest settings generation among them
 */
public record Figures(
        long count,
        double sum,
        double min,
        double max,
        double mean,
        OptionalDouble stddev,
        double p50,
        double p90,
        double p99,
        long devices,
        long generation) {
    /** @param aggregate of one reading at least */
    public static Figures of(WindowAggregate aggregate) {
        return new Figures(
                aggregate.count(),
                aggregate.sum(),
                aggregate.min(),
                aggregate.max(),
                aggregate.mean(),
                aggregate.stddev(),
                aggregate.quantile(0.5),
                aggregate.quantile(0.9),
                aggregate.quantile(0.99),
                aggregate.devices(),
                aggregate.generation());
    }
}
