package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;

/**
 * Count, sum, extremes and squared deviations of values.
 *
 * <p>Two parts merge by the pairwise formula of T. F. Chan, G. H. Golub and R. J. LeVeque ("Updating Formulae and a Pairwise
 * Algorithm for Computing Sample Variances", Stanford STAN-CS-79-773, 1979), never by sums of squares. The sum is kept in two
 * doubles, the second holding what the first rounds away (D. E. Knuth, TAOCP 2, 4.2.2), and so are the means that the formula
 * subtracts: they agree in most of their digits where values are large and their spread is small.
 *
 * <p>Nothing becomes infinite or NaN: a sum past ±{@link Double#MAX_VALUE} stays there, and so do squared deviations. The
 * deviation is exact to 1e-9 while the spread is between about 1e-150 and 1e150.
 */
final class Moments {
    static final int ENCODED_LIMIT = Varint.MAX_BYTES + 5 * Double.BYTES;
    /** Beyond this the terms that keep a sum exact could overflow themselves. */
    private static final double COMPENSATED_LIMIT = 1e300;

    private long count;
    private double sum;
    private double sumRest;
    /** The sum of the squared deviations from the mean. */
    private double squares;

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    long count() {
        return count;
    }

    double sum() {
        return sum;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** The mean of at least one value. */
    double mean() {
        // Rounding must not carry it past a value: the mean of 0.1, 0.1, 0.1 is 0.1.
        return Math.min(Math.max(sum / count, min), max);
    }

    /** The sample standard deviation of at least two values. */
    double stddev() {
        return min == max ? 0 : Math.sqrt(squares / (count - 1));
    }

    /**
     * Adds the first {@code length} values, all finite.
     *
     * <p>One pass over differences to the first value. What that costs in digits is bounded: the first value's own deviation is
     * among the squares, so the sum of squared differences is at most {@code length} times what is left of it.
     */
    void addAll(double[] values, int length) {
        if (length == 0) {
            return;
        }
        double pivot = values[0];
        double lowest = min;
        double highest = max;
        double differences = 0;
        double squared = 0;
        for (int i = 0; i < length; i++) {
            double value = values[i];
            double difference = value - pivot;
            differences += difference;
            squared += difference * difference;
            if (value < lowest) {
                lowest = value;
            }
            if (value > highest) {
                highest = value;
            }
        }
        min = lowest;
        max = highest;
        double pivots = pivot * length;
        if (squared <= Double.MAX_VALUE && Math.abs(pivots) <= COMPENSATED_LIMIT) {
            double total = pivots + differences;
            double rest = roundedAway(pivots, differences, total) + Math.fma(pivot, length, -pivots);
            combine(length, total, rest, Math.max(0, squared - differences * differences / length));
        } else {
            for (int i = 0; i < length; i++) {
                combine(1, values[i], 0, 0);
            }
        }
    }

    void merge(Moments other) {
        if (other.count > 0) {
            min = Math.min(min, other.min);
            max = Math.max(max, other.max);
            combine(other.count, other.sum, other.sumRest, other.squares);
        }
    }

    private void combine(long otherCount, double otherSum, double otherRest, double otherSquares) {
        double between = 0;
        if (count > 0) {
            double own = count;
            double others = otherCount;
            double ownMean = sum / own;
            double otherMean = otherSum / others;
            double delta = otherMean
                    - ownMean
                    + ((Math.fma(-otherMean, others, otherSum) + otherRest) / others
                            - (Math.fma(-ownMean, own, sum) + sumRest) / own);
            between = delta * delta * (own / (own + others) * others);
        }
        squares = Math.min(squares + otherSquares + between, Double.MAX_VALUE);
        count += otherCount;
        double total = sum + otherSum;
        if (Math.abs(total) <= COMPENSATED_LIMIT) {
            double rest = roundedAway(sum, otherSum, total) + (sumRest + otherRest);
            sum = total + rest;
            sumRest = rest - (sum - total);
        } else {
            sum = Math.min(Math.max(total, -Double.MAX_VALUE), Double.MAX_VALUE);
            sumRest = 0;
        }
    }

    /** What {@code total}, the rounded sum of a and b, lacks of it: exactly {@code a + b − total}. */
    private static double roundedAway(double a, double b, double total) {
        double bRounded = total - a;
        return a - (total - bRounded) + (b - bRounded);
    }

    /** Writes the count as a varint and five doubles: the sum, its rest, the squared deviations, min and max. */
    void encode(ByteBuffer to) {
        Varint.put(to, count);
        to.putDouble(sum).putDouble(sumRest).putDouble(squares).putDouble(min).putDouble(max);
    }

    /** Reads what {@link #encode} wrote for at least one value; throws IllegalArgumentException for anything else. */
    static Moments decode(ByteBuffer from) {
        Moments moments = new Moments();
        moments.count = Varint.get(from, 1, WindowAggregate.MAX_COUNT, "count");
        moments.sum = finite(from.getDouble(), "sum");
        moments.sumRest = finite(from.getDouble(), "rest of the sum");
        moments.squares = finite(from.getDouble(), "squared deviations");
        moments.min = finite(from.getDouble(), "min");
        moments.max = finite(from.getDouble(), "max");
        if (moments.squares < 0 || moments.min > moments.max) {
            throw new IllegalArgumentException(
                    "expected squared deviations of 0 or more and min up to max but found squared deviations "
                            + moments.squares + ", min " + moments.min + ", max " + moments.max);
        }
        return moments;
    }

    private static double finite(double number, String name) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(name + ": expected a finite number but found " + number);
        }
        return number;
    }
}
