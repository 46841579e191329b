package io.meridian.benchmarks.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * Records that are the same for the same parameters. Event times run up to the end time, each up to two seconds behind, so that
 * nothing is late within a grace of 30 s.
 *
 * @param fleet who sends them
 * @param records how many
 * @param invalidShare which part of them is invalid, 0 to 1
 * @param form how they are written
 * @param span how long their event times run
 * @param seed of all that is random
 * @param endTime the newest event time, in milliseconds since 1970-01-01T00:00:00Z
 */
public record Workload(
        Fleet fleet, long records, double invalidShare, RecordForm form, Duration span, long seed, long endTime)
        implements Iterable<WorkloadRecord> {
    private static final int MOST_DELAY_MS = 2_000;

    public Workload {
        if (records < 1) {
            throw new IllegalArgumentException("records: expected at least 1, but it is " + records);
        }
        if (!(invalidShare >= 0 && invalidShare <= 1)) {
            throw new IllegalArgumentException("invalid share: expected 0 to 1, but it is " + invalidShare);
        }
    }

    @Override
    public Iterator<WorkloadRecord> iterator() {
        return new Records();
    }

    private final class Records implements Iterator<WorkloadRecord> {
        private final SplittableRandom random = new SplittableRandom(seed);
        private final List<String> metrics = fleet.metricNames();
        private long made;

        @Override
        public boolean hasNext() {
            return made < records;
        }

        @Override
        public WorkloadRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            long reached = (long) ((double) made / records * span.toMillis());
            Instant time = Instant.ofEpochMilli(endTime - span.toMillis() + reached - random.nextInt(MOST_DELAY_MS));
            int device = random.nextInt(fleet.devices());
            int metric = random.nextInt(fleet.metrics());
            double value = random.nextInt(10_000) / 100.0;
            boolean valid = random.nextDouble() >= invalidShare;
            String id = Fleet.deviceId(device);
            String name = metrics.get(metric);
            byte[] bytes = valid ? form.valid(id, name, value, time) : form.invalid(id, name, value, time, random);
            made++;
            return new WorkloadRecord(id, bytes, time.toEpochMilli(), valid, device, metric, value);
        }
    }
}
