package io.meridian.benchmarks.workload;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * Records that are the same for the same parameters. Event times run over the ten minutes up to the end time, each up to two seconds
 * behind, so that nothing is late within a grace of 30 s.
 *
 * @param fleet who sends them
 * @param records how many
 * @param invalidShare which part of them is invalid, 0 to 1
 * @param recordBytes how long a value is at least, in bytes: shorter ones are filled up with a field that is not known
 * @param seed of all that is random
 * @param endTime the newest event time, in milliseconds since 1970-01-01T00:00:00Z
 */
public record Workload(Fleet fleet, long records, double invalidShare, int recordBytes, long seed, long endTime)
        implements Iterable<WorkloadRecord> {
    private static final long SPAN_MS = Duration.ofMinutes(10).toMillis();
    private static final int MOST_DELAY_MS = 2_000;
    private static final String FILLER = ",\"note\":\"";

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
            long time = endTime - SPAN_MS + (long) ((double) made / records * SPAN_MS) - random.nextInt(MOST_DELAY_MS);
            int device = random.nextInt(fleet.devices());
            int metric = random.nextInt(fleet.metrics());
            double value = random.nextInt(10_000) / 100.0;
            boolean valid = random.nextDouble() >= invalidShare;
            String id = Fleet.deviceId(device);
            String text = String.valueOf(value);
            String at = Instant.ofEpochMilli(time).toString();
            String json = valid ? json(id, metrics.get(metric), text, at) : invalid(id, metrics.get(metric), text, at);
            made++;
            return new WorkloadRecord(id, json.getBytes(StandardCharsets.UTF_8), time, valid, device, metric, value);
        }

        private String invalid(String device, String metric, String value, String time) {
            return switch (random.nextInt(7)) {
                case 0 -> json(device, metric, "\"" + value + "\"", time);
                case 1 -> json(device, metric, "1000.5", time);
                case 2 -> json(device + "7", metric, value, time);
                case 3 -> json(device, "", value, time);
                case 4 -> json(device, metric, value, "yesterday");
                case 5 -> "{\"device_id\":\"" + device + "\",\"metric\":\"" + metric + "\"}";
                default -> json(device, metric, value, time).substring(0, 30);
            };
        }

        private String json(String device, String metric, String value, String time) {
            String fields = "{\"device_id\":\"" + device + "\",\"metric\":\"" + metric + "\",\"value\":" + value
                    + ",\"timestamp\":\"" + time + "\"";
            int missing = recordBytes - fields.length() - FILLER.length() - 2;
            return missing > 0 ? fields + FILLER + "x".repeat(missing) + "\"}" : fields + "}";
        }
    }
}
