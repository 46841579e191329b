package io.meridian.benchmarks.workload;

import java.util.Optional;

/** What is compared of a window; every contender keeps at least these. */
public record WindowStats(long count, double sum, double min, double max) {
    private static final double TOLERANCE = 1e-9;

    /** The statistics of one value. */
    static WindowStats of(double value) {
        return new WindowStats(1, value, value, value);
    }

    WindowStats plus(double value) {
        return new WindowStats(count + 1, sum + value, Math.min(min, value), Math.max(max, value));
    }

    /** What is wrong with this one, where the other is right: sums may differ by a billionth. */
    Optional<String> differenceFrom(WindowStats right) {
        boolean same = count == right.count
                && min == right.min
                && max == right.max
                && Math.abs(sum - right.sum) <= TOLERANCE * Math.abs(right.sum) + 1e-12;
        return same ? Optional.empty() : Optional.of("expected " + right + " but found " + this);
    }
}
