package io.meridian.topology.ingest;

import io.meridian.topology.aggregate.Series;
import java.util.HashMap;
import java.util.Map;

/**
 * One {@link NumberedSeries} instance per region and metric. Bounded: producers choose the names of metrics, and must not
 * choose how much memory that takes.
 */
final class SeriesTable {
    private static final int MAX_SERIES = 100_000;

    private final Map<Series, NumberedSeries> known = new HashMap<>();

    NumberedSeries get(String region, String metric) {
        Series series = new Series(region, metric);
        NumberedSeries numbered = known.get(series);
        return numbered == null ? add(series) : numbered;
    }

    private NumberedSeries add(Series series) {
        if (known.size() == MAX_SERIES) {
            known.clear();
        }
        NumberedSeries numbered = new NumberedSeries(series, known.size());
        known.put(series, numbered);
        return numbered;
    }
}
