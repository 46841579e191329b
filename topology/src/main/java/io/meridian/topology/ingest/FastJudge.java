package io.meridian.topology.ingest;

import io.meridian.reading.FastReadingDecoder;
import io.meridian.reading.ReadingFields;
import io.meridian.topology.judge.Judge;
import io.meridian.topology.settings.Limits;
import io.meridian.topology.settings.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges complete readings and finds their series without a look-up by text: what the settings say of a metric is kept by
 * the slot in which the decoder keeps its name. Accepts exactly what {@link Judge#violations} finds nothing wrong with, but
 * makes no message and no object. For one thread, as the decoder.
 */
final class FastJudge {
    /** What one generation of settings says of one metric. */
    private static final class Metric {
        private final String name;
        private final Settings settings;
        private final double min;
        private final double max;
        private final @Nullable NumberedSeries[] seriesByRegion;

        private Metric(String name, Settings settings) {
            this.name = name;
            this.settings = settings;
            Optional<Limits> limits = settings.limits(name);
            // No value lies between these where the metric is not accepted.
            this.min = limits.map(Limits::min).orElse(Double.POSITIVE_INFINITY);
            this.max = limits.map(Limits::max).orElse(Double.NEGATIVE_INFINITY);
            this.seriesByRegion = new NumberedSeries[settings.regions().size()];
        }
    }

    private final Judge judge;
    private final SeriesTable table;
    private final @Nullable Metric[] bySlot = new Metric[FastReadingDecoder.METRIC_SLOTS];

    FastJudge(Judge judge, SeriesTable table) {
        this.judge = judge;
        this.table = table;
    }

    /**
     * The series that a reading counts to; null where a rule is broken, which the {@link Judge} then words.
     *
     * @param settings those of the reading's event time
     * @param recordTimestamp the Kafka record's own, in milliseconds; below 0 where it has none
     */
    @Nullable
    @SuppressWarnings(
            "ReferenceEquality") // The same instances come again and again; equal others are no less right, only
    // slower.
    NumberedSeries series(ReadingFields reading, Settings settings, long recordTimestamp) {
        int region = settings.regionIndex(reading.device);
        if (region < 0 || judge.isAhead(reading.timestamp, recordTimestamp)) {
            return null;
        }
        Metric metric = bySlot[reading.metricSlot];
        if (metric == null || metric.name != reading.metric || metric.settings != settings) {
            metric = new Metric(reading.metric, settings);
            bySlot[reading.metricSlot] = metric;
        }
        if (!(reading.value >= metric.min && reading.value <= metric.max)) {
            return null;
        }
        NumberedSeries series = metric.seriesByRegion[region];
        if (series == null) {
            series = table.get(settings.regions().get(region), metric.name);
            metric.seriesByRegion[region] = series;
        }
        return series;
    }
}
