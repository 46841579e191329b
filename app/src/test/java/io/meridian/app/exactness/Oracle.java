package io.meridian.app.exactness;

import io.meridian.app.exactness.PlannedRecord.PlannedReading;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What must come out, computed the plainest way from what was sent, sharing no code with the product: lateness record by
 * record, sums in decimals, percentiles from sorted lists.
 */
public final class Oracle {
    private static final long WINDOW = 60_000;
    private static final long GRACE = 30_000;

    /** A window of one series. */
    public record Window(String region, String metric, long start) {}

    /** The readings of one window. */
    public static final class Expected {
        private final List<Double> values = new ArrayList<>();
        private final java.util.Set<Integer> devices = new java.util.HashSet<>();

        public long count() {
            return values.size();
        }

        long devices() {
            return devices.size();
        }

        double min() {
            return Collections.min(values);
        }

        double max() {
            return Collections.max(values);
        }

        double sum() {
            return exactSum().doubleValue();
        }

        double stddev() {
            BigDecimal mean = exactSum().divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64);
            BigDecimal squares = values.stream()
                    .map(value -> new BigDecimal(value).subtract(mean).pow(2))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return Math.sqrt(squares.doubleValue() / (values.size() - 1));
        }

        double quantile(double q) {
            Collections.sort(values);
            return values.get((int) Math.floor(q * (values.size() - 1)));
        }

        private BigDecimal exactSum() {
            return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private final IntFunction<String> regions;
    private final Map<Window, Expected> windows = new HashMap<>();
    private final Map<String, Long> rejectedByCode = new TreeMap<>();
    private final Map<Integer, Long> watermarks = new HashMap<>();
    private long counted;
    private long rejected;

    /** @param sent in the order in which each partition was sent its records */
    public Oracle(List<PlannedRecord> sent) {
        this(sent, Oracle::regionOf);
    }

    /** @param regions which region each device is in */
    public Oracle(List<PlannedRecord> sent, IntFunction<String> regions) {
        this.regions = regions;
        sent.forEach(this::take);
    }

    private void take(PlannedRecord planned) {
        PlannedReading reading = planned.reading();
        if (reading == null) {
            reject(planned.code());
            return;
        }
        int partition = planned.record().partition();
        long start = Math.floorDiv(reading.timestamp(), WINDOW) * WINDOW;
        long watermark = watermarks.getOrDefault(partition, Long.MIN_VALUE);
        if (start + WINDOW + GRACE <= watermark) {
            reject("LATE");
            return;
        }
        watermarks.put(partition, Math.max(watermark, reading.timestamp()));
        Expected window = windows.computeIfAbsent(
                new Window(regions.apply(reading.device()), reading.metric(), start), any -> new Expected());
        window.values.add(reading.value());
        window.devices.add(reading.device());
        counted++;
    }

    private void reject(String code) {
        rejectedByCode.merge(code, 1L, Long::sum);
        rejected++;
    }

    /** As in the configuration of {@link Fleet}. */
    public static String regionOf(int device) {
        if (device < 4_000) {
            return "us";
        }
        return device < 7_000 ? "eu" : "unassigned";
    }

    public Map<Window, Expected> windows() {
        return windows;
    }

    public Map<String, Long> rejectedByCode() {
        return rejectedByCode;
    }

    public long counted() {
        return counted;
    }

    public long rejected() {
        return rejected;
    }

    @Override
    public String toString() {
        return counted + " counted in " + windows.size() + " windows, " + rejected + " rejected: "
                + rejectedByCode.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
    }
}
