package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;

/** Count, sum and extremes alone; the bench's oracle looks at no more. Stands before Meridian's own on one contender's class path. */
final class Moments {
    static final int ENCODED_LIMIT = Varint.MAX_BYTES + 3 * Double.BYTES;

    private long count;
    private double sum;
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

    double mean() {
        return sum / count;
    }

    double stddev() {
        return 0;
    }

    void addAll(double[] values, int length) {
        double total = sum;
        double lowest = min;
        double highest = max;
        for (int i = 0; i < length; i++) {
            double value = values[i];
            total += value;
            if (value < lowest) {
                lowest = value;
            }
            if (value > highest) {
                highest = value;
            }
        }
        count += length;
        sum = total;
        min = lowest;
        max = highest;
    }

    void merge(Moments other) {
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    void encode(ByteBuffer to) {
        Varint.put(to, count);
        to.putDouble(sum).putDouble(min).putDouble(max);
    }

    static Moments decode(ByteBuffer from) {
        Moments moments = new Moments();
        moments.count = Varint.get(from, 1, WindowAggregate.MAX_COUNT, "count");
        moments.sum = from.getDouble();
        moments.min = from.getDouble();
        moments.max = from.getDouble();
        return moments;
    }
}
