package io.meridian.app.query;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;

/** Reads what is told of an instance out of the metrics of its Kafka Streams, in which the topology keeps its own. */
final class StreamsFigures {
    private static final String OWN = "meridian";

    private StreamsFigures() {}

    /** By how many records consumers are behind. */
    static long inputLag(Collection<? extends Metric> metrics) {
        return metrics.stream()
                .filter(metric -> is(metric, "consumer-fetch-manager-metrics", "records-lag"))
                .mapToLong(metric -> Math.max(0, whole(metric)))
                .sum();
    }

    static IngestReport ingest(Collection<? extends Metric> metrics) {
        long accepted = 0;
        Map<String, Long> rejected = new TreeMap<>();
        OptionalLong lag = OptionalLong.empty();
        for (Metric metric : metrics) {
            if (is(metric, OWN, "readings-accepted-total")) {
                accepted += whole(metric);
            } else if (is(metric, OWN, "readings-rejected-total")) {
                rejected.merge(metric.metricName().tags().getOrDefault("code", "UNKNOWN"), whole(metric), Long::sum);
            } else if (is(metric, OWN, "watermark-lag-ms")) {
                lag = OptionalLong.of(Math.max(lag.orElse(Long.MIN_VALUE), whole(metric)));
            }
        }
        rejected.values().removeIf(count -> count == 0);
        return new IngestReport(accepted, rejected, accepted == 0 ? OptionalLong.empty() : lag);
    }

    private static boolean is(Metric metric, String group, String name) {
        return metric.metricName().name().equals(name)
                && metric.metricName().group().equals(group);
    }

    private static long whole(Metric metric) {
        return metric.metricValue() instanceof Double value ? Math.round(value) : 0;
    }
}
