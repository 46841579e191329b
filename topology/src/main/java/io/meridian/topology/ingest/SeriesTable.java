package io.meridian.topology.ingest;

import io.meridian.topology.aggregate.Series;
import java.util.HashMap;
import java.util.Map;

/**
 * One {@link Series} instance per region and metric, so that a reading's series costs two look-ups and no allocation.
 * Bounded: producers choose the names of metrics, and must not choose how much memory that takes.
 */
final class SeriesTable {
    private static final int MAX_SERIES = 100_000;

    private final Map<String, Map<String, Series>> byRegion = new HashMap<>();
    private int size;

    Series get(String region, String metric) {
        Map<String, Series> byMetric = byRegion.get(region);
        Series known = byMetric == null ? null : byMetric.get(metric);
        return known == null ? add(region, metric) : known;
    }

    private Series add(String region, String metric) {
        if (size == MAX_SERIES) {
            byRegion.clear();
            size = 0;
        }
        size++;
        return byRegion.computeIfAbsent(region, any -> new HashMap<>())
                .computeIfAbsent(metric, any -> new Series(region, metric));
    }
}
