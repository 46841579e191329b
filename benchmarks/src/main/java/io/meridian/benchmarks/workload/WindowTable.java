package io.meridian.benchmarks.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The statistics of windows, one next to the other: a day of ten thousand series is 14.4 million windows, of 32 bytes each
 * here, and of 250 in a map.
 */
public final class WindowTable {
    private final Map<String, Integer> regions;
    private final Map<String, Integer> metrics;
    private final List<String> regionNames;
    private final List<String> metricNames;
    private final Map<Long, Windows> byStart = new TreeMap<>();
    private final Map<WindowKey, WindowStats> strays = new HashMap<>();

    /** All series of one window; where the count is 0, there is none. */
    @SuppressWarnings("ArrayRecordComponent") // Filled in place, and never compared.
    private record Windows(long[] counts, double[] sums, double[] least, double[] most) {
        static Windows of(int series) {
            return new Windows(new long[series], new double[series], new double[series], new double[series]);
        }

        void put(int series, WindowStats stats) {
            counts[series] = stats.count();
            sums[series] = stats.sum();
            least[series] = stats.min();
            most[series] = stats.max();
        }

        Optional<WindowStats> get(int series) {
            return counts[series] == 0
                    ? Optional.empty()
                    : Optional.of(new WindowStats(counts[series], sums[series], least[series], most[series]));
        }
    }

    /** @param fleet the series that there may be; others are kept too, but not as closely */
    public WindowTable(Fleet fleet) {
        this.regionNames = fleet.regionNames();
        this.metricNames = fleet.metricNames();
        this.regions = numbered(regionNames);
        this.metrics = numbered(metricNames);
    }

    private static Map<String, Integer> numbered(List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        return numbers;
    }

    /** Counts one value of a window. */
    void add(WindowKey key, double value) {
        put(key, get(key).map(stats -> stats.plus(value)).orElseGet(() -> WindowStats.of(value)));
    }

    /** Sets what is known of a window, in place of what was. */
    public void put(WindowKey key, WindowStats stats) {
        int series = series(key);
        if (series < 0 || stats.count() == 0) {
            strays.put(key, stats);
        } else {
            byStart.computeIfAbsent(key.start(), start -> Windows.of(regions.size() * metrics.size()))
                    .put(series, stats);
        }
    }

    /** How many windows there are. */
    public int size() {
        return strays.size()
                + byStart.values().stream()
                        .mapToInt(windows -> {
                            int there = 0;
                            for (long count : windows.counts()) {
                                there += count == 0 ? 0 : 1;
                            }
                            return there;
                        })
                        .sum();
    }

    /** The first thing that is wrong with this one, where the other is right; empty where all is right. */
    Optional<String> differenceFrom(WindowTable right) {
        if (!strays.isEmpty()) {
            return Optional.of(strays.keySet().iterator().next() + " should not be there");
        }
        return right.byStart.keySet().stream()
                .flatMap(start -> differenceFrom(right, start).stream())
                .findFirst()
                .or(() -> byStart.keySet().stream()
                        .filter(start -> !right.byStart.containsKey(start))
                        .findFirst()
                        .map(start -> "the window from " + start + " should not be there"));
    }

    private Optional<String> differenceFrom(WindowTable right, long start) {
        for (int region = 0; region < regionNames.size(); region++) {
            for (int metric = 0; metric < metricNames.size(); metric++) {
                WindowKey key = new WindowKey(regionNames.get(region), metricNames.get(metric), start);
                Optional<WindowStats> expected = right.get(key);
                Optional<WindowStats> found = get(key);
                if (found.isPresent() && expected.isEmpty()) {
                    return Optional.of(key + " should not be there");
                }
                if (found.isEmpty() && expected.isPresent()) {
                    return Optional.of(key + " is missing; " + size() + " of " + right.size() + " are there");
                }
                Optional<String> difference =
                        expected.flatMap(stats -> found.flatMap(one -> one.differenceFrom(stats)));
                if (difference.isPresent()) {
                    return Optional.of(key + ": " + difference.get());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<WindowStats> get(WindowKey key) {
        int series = series(key);
        return series < 0
                ? Optional.ofNullable(strays.get(key))
                : Optional.ofNullable(byStart.get(key.start())).flatMap(windows -> windows.get(series));
    }

    private int series(WindowKey key) {
        int region = regions.getOrDefault(key.region(), -1);
        int metric = metrics.getOrDefault(key.metric(), -1);
        return region < 0 || metric < 0 ? -1 : region * metrics.size() + metric;
    }
}
