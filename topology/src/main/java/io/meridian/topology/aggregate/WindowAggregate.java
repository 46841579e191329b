package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The mergeable summary of the readings of one series in one window. Mutable; not for sharing between threads.
 *
 * <p>Up to {@value Readings#SMALL} readings it keeps them as they are, and every answer is exact. Beyond, it keeps moments, a
 * quantile sketch and the set of devices, and takes readings in blocks: adding one only stores it, and the arithmetic runs in
 * tight loops over {@value Readings#CAPACITY} at a time. Neither shows outside: whatever the order in which readings were added
 * and summaries merged, count, extremes, devices and quantiles are the same, and sum, mean and deviation differ in their last
 * digits at most.
 */
public final class WindowAggregate {
    /** Counts up to here are exact as doubles too. */
    static final long MAX_COUNT = 1L << 53;

    /** Those that the summary does not hold yet. */
    private final Readings readings = new Readings();

    private @Nullable Summary summary;
    private long generation;

    /** A summary of nothing. */
    public WindowAggregate() {
        this(null, 0);
    }

    WindowAggregate(@Nullable Summary summary, long generation) {
        this.summary = summary;
        this.generation = generation;
    }

    /**
     * Adds one reading.
     *
     * @param device the digits of the device id, 0 to 9999
     * @param value the measured value, finite
     * @param generation the settings generation it was judged by, 0 or more
     * @throws IllegalArgumentException if the device or the value is outside its range
     */
    public void add(int device, double value, long generation) {
        if (device < 0 || device > DeviceSet.MAX_DEVICE || !(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("expected a device from 0 to " + DeviceSet.MAX_DEVICE
                    + " and a finite value but found device " + device + ", value " + value);
        }
        if (readings.isFull()) {
            fold();
        }
        // + 0.0 turns -0.0 into 0.0, so that min and max do not depend on which of the two came first.
        readings.add(device, value + 0.0);
        if (generation > this.generation) {
            this.generation = generation;
        }
    }

    /**
     * Adds all readings of another summary, which stays as it is.
     *
     * @throws IllegalArgumentException if the other is this one
     */
    public void merge(WindowAggregate other) {
        if (other == this) {
            throw new IllegalArgumentException("expected another aggregate to merge but found this one itself");
        }
        for (int i = 0; i < other.readings.size(); i++) {
            add(other.readings.device(i), other.readings.value(i), other.generation);
        }
        if (other.summary != null) {
            if (summary == null) {
                summary = new Summary();
            }
            summary.merge(other.summary);
        }
        generation = Math.max(generation, other.generation);
    }

    /** How many readings there are. */
    public long count() {
        return readings.size() + (summary == null ? 0 : summary.moments().count());
    }

    /** The sum of the values; past ±{@link Double#MAX_VALUE} it stays there. */
    public double sum() {
        return moments().sum();
    }

    /**
     * The least value.
     *
     * @throws IllegalStateException if there is no reading
     */
    public double min() {
        requireReadings();
        return moments().min();
    }

    /**
     * The greatest value.
     *
     * @throws IllegalStateException if there is no reading
     */
    public double max() {
        requireReadings();
        return moments().max();
    }

    /**
     * The mean of the values.
     *
     * @throws IllegalStateException if there is no reading
     */
    public double mean() {
        requireReadings();
        return moments().mean();
    }

    /** The sample standard deviation; empty below two readings. */
    public OptionalDouble stddev() {
        return count() < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(moments().stddev());
    }

    /**
     * The value at rank {@code floor(q × (count − 1))} of the readings in ascending order, within 1 % of it; exact for the least
     * and the greatest. The 1 % does not hold for magnitudes below 1e-34 of the greatest of the same sign, or below 2.2e-308.
     *
     * @param q 0 to 1
     * @throws IllegalArgumentException if q is outside its range
     * @throws IllegalStateException if there is no reading
     */
    public double quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("expected a quantile from 0 to 1 but found " + q);
        }
        requireReadings();
        long rank = (long) (q * (count() - 1));
        Summary folded = folded();
        return folded == null ? readings.valueAt((int) rank) : folded.valueAt(rank);
    }

    /** How many distinct devices the readings came from, exactly. */
    public int devices() {
        Summary folded = folded();
        return folded == null ? readings.distinctDevices() : folded.devices().size();
    }

    /** The newest settings generation that any of the readings was judged by; 0 if there is no reading. */
    public long generation() {
        return generation;
    }

    /** The binary form, which {@link #decode} reads. */
    public byte[] encode() {
        Summary folded = folded();
        return folded == null ? AggregateCodec.encode(readings, generation) : AggregateCodec.encode(folded, generation);
    }

    /**
     * Reads one summary from a buffer, leaving its position behind it.
     *
     * @param from must not change after: what is only asked for is read from there
     * @throws IllegalArgumentException if the bytes are not a summary; the position is then where it was
     */
    public static WindowAggregate decode(ByteBuffer from) {
        return AggregateCodec.decode(from);
    }

    private Moments moments() {
        Summary folded = folded();
        return folded == null ? readings.moments() : folded.moments();
    }

    /** The summary with all readings in it; null while there are so few that they are kept instead. */
    private @Nullable Summary folded() {
        if (summary == null && readings.size() <= Readings.SMALL) {
            return null;
        }
        return fold();
    }

    private Summary fold() {
        if (summary == null) {
            summary = new Summary();
        }
        readings.drainTo(summary);
        return summary;
    }

    private void requireReadings() {
        if (count() == 0) {
            throw new IllegalStateException("expected at least one reading but found none");
        }
    }
}
