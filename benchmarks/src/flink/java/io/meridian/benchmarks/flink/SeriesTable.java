package io.meridian.benchmarks.flink;

import io.meridian.benchmarks.workload.Fleet;
import io.meridian.reading.FieldRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series of a device and a metric, one instance of each, so that a metric's name is checked once. For one thread. */
final class SeriesTable {
    private final List<String> regions;
    private final Map<String, Map<String, Series>> byRegion = new HashMap<>();

    SeriesTable(Fleet fleet) {
        this.regions = fleet.regionOfDevices();
    }

    /** @return null where the device has no region or the metric's name is not one */
    @Nullable
    Series find(int device, String metric) {
        if (device >= regions.size()) {
            return null;
        }
        Map<String, Series> ofRegion = byRegion.computeIfAbsent(regions.get(device), region -> new HashMap<>());
        Series known = ofRegion.get(metric);
        return known == null ? add(ofRegion, regions.get(device), metric) : known;
    }

    private static @Nullable Series add(Map<String, Series> ofRegion, String region, String metric) {
        if (FieldRules.checkMetric(metric).isPresent()) {
            return null;
        }
        Series series = new Series(region, metric);
        ofRegion.put(metric, series);
        return series;
    }
}
