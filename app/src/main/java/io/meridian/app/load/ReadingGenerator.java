package io.meridian.app.load;

import io.meridian.reading.Reading;
import io.meridian.reading.ReadingEncoder;
import java.util.SplittableRandom;

/**
 * Makes up readings. Each device has a level of its own for each metric, around which its values lie, so that regions and
 * metrics differ to the eye. Times are up to two seconds old and slightly out of order. Not for sharing between threads.
 */
public final class ReadingGenerator {
    private static final int MOST_DELAY_MS = 2_000;
    private static final double SPREAD = 5;

    private final LoadProfile profile;
    private final SplittableRandom random;
    private final InvalidRecords invalid;
    private final ReadingEncoder encoder = new ReadingEncoder();

    /** @param profile without problems */
    public ReadingGenerator(LoadProfile profile) {
        this.profile = profile;
        this.random = new SplittableRandom(profile.seed());
        this.invalid = new InvalidRecords(random.split());
    }

    /**
     * The next record.
     *
     * @param now milliseconds since 1970-01-01T00:00:00Z, from which times are counted back
     */
    public LoadRecord next(long now) {
        int device = random.nextInt(profile.devices());
        int metric = random.nextInt(profile.metrics().size());
        double value = value(device, metric);
        long timestamp = Math.max(0, now - random.nextInt(MOST_DELAY_MS));
        String id = "d-%04d".formatted(device);
        Reading reading = new Reading(id, profile.metrics().get(metric), value, timestamp);
        if (random.nextDouble() < profile.invalidShare()) {
            return new LoadRecord(id, invalid.of(reading), false);
        }
        return new LoadRecord(id, encoder.encode(reading), true);
    }

    /** Two decimals, within what every metric allows by default. */
    private double value(int device, int metric) {
        double level = 15 + (device * 31L + metric * 17L) % 70;
        double value = level + SPREAD * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
        return Math.rint(Math.max(0, Math.min(100, value)) * 100) / 100;
    }
}
