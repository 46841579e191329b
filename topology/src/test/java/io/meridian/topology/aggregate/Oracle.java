package io.meridian.topology.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The same answers the slow way, from all readings and in exact arithmetic. */
final class Oracle {
    private static final double[] QUANTILES = {0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1};
    private static final double EXACT = 1e-9;

    private final List<Double> values = new ArrayList<>();
    private final Set<Integer> devices = new HashSet<>();
    private long generation;

    void add(int device, double value, long judgedBy) {
        values.add(value);
        devices.add(device);
        generation = Math.max(generation, judgedBy);
    }

    void confirm(WindowAggregate aggregate) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        assertThat(aggregate.count()).isEqualTo(sorted.length);
        assertThat(aggregate.devices()).isEqualTo(devices.size());
        assertThat(aggregate.generation()).isEqualTo(generation);
        assertThat(aggregate.min() == sorted[0]).isTrue();
        assertThat(aggregate.max() == sorted[sorted.length - 1]).isTrue();
        confirmMoments(aggregate.sum(), aggregate.mean(), aggregate.stddev().orElse(Double.NaN));
        for (double q : QUANTILES) {
            double exact = sorted[(int) Math.floor(q * (sorted.length - 1))];
            assertThat(aggregate.quantile(q))
                    .as("quantile %s of %s values", q, sorted.length)
                    .isCloseTo(exact, within(Math.abs(exact) * 0.01));
        }
    }

    void confirmMoments(double sum, double mean, double stddev) {
        BigDecimal exactSum = BigDecimal.ZERO;
        for (double value : values) {
            exactSum = exactSum.add(new BigDecimal(value));
        }
        // Where values cancel out, nothing that sees doubles can be closer to their sum than to the sum of magnitudes.
        double magnitudes = values.stream().mapToDouble(Math::abs).sum();
        double tolerance = Math.max(EXACT * Math.abs(exactSum.doubleValue()), 1e-14 * magnitudes);
        assertThat(sum).isCloseTo(exactSum.doubleValue(), within(tolerance));
        BigDecimal exactMean = exactSum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
        assertThat(mean).isCloseTo(exactMean.doubleValue(), within(tolerance / values.size()));
        if (values.size() < 2) {
            assertThat(stddev).isNaN();
            return;
        }
        // The mean in two doubles, so that the deviations from it are right to their last bit also where the mean is
        // large.
        double high = exactMean.doubleValue();
        double low = exactMean.subtract(new BigDecimal(high)).doubleValue();
        double squares = values.stream()
                .mapToDouble(value -> value - high - low)
                .map(deviation -> deviation * deviation)
                .sum();
        double exactDeviation = Math.sqrt(squares / (values.size() - 1));
        double ofExactMean = 1e-30 * Math.abs(high);
        assertThat(stddev).isCloseTo(exactDeviation, within(EXACT * exactDeviation + ofExactMean));
    }
}
