package io.meridian.benchmarks.flink;

import org.jspecify.annotations.Nullable;

/**
 * The statistics of a window so far, mean and variance by Welford (Technometrics 4, 1962, 419–420). A POJO in Flink's
 * sense, hence with public fields.
 */
public final class RunningStats {
    public long count;
    public double sum;
    public double min = Double.POSITIVE_INFINITY;
    public double max = Double.NEGATIVE_INFINITY;
    public double mean;

    /** Sum of the squared distances from the mean. */
    public double squares;

    void add(double value) {
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        double distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
    }

    /** Takes in the other one, by Chan, Golub and LeVeque (1983). */
    void merge(RunningStats other) {
        if (other.count == 0) {
            return;
        }
        long both = count + other.count;
        double distance = other.mean - mean;
        squares += other.squares + distance * distance * ((double) count * other.count / both);
        mean += distance * other.count / both;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        count = both;
    }

    /** Of the sample; null below two values. */
    @Nullable
    Double stddev() {
        return count < 2 ? null : Math.sqrt(squares / (count - 1));
    }
}
