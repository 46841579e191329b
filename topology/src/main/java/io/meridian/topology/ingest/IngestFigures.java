package io.meridian.topology.ingest;

import io.meridian.reading.RejectCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;

/** What is told of one raw partition, among Kafka Streams' own metrics. Recorded per batch, never per reading. */
final class IngestFigures implements AutoCloseable {
    private static final String GROUP = "meridian";
    private static final List<RejectCode> CODES = List.of(RejectCode.values());

    private final StreamsMetrics metrics;
    private final String partition;
    private final Sensor accepted;
    private final Sensor watermarkLag;
    private final Map<RejectCode, Sensor> rejected = new EnumMap<>(RejectCode.class);
    private final int[] rejectedOfBatch = new int[CODES.size()];

    IngestFigures(StreamsMetrics metrics, int partition) {
        this.metrics = metrics;
        this.partition = Integer.toString(partition);
        accepted = metrics.addSensor("meridian-accepted-" + partition, Sensor.RecordingLevel.INFO);
        accepted.add(name("readings-accepted-total", "Readings that were counted.", Map.of()), new CumulativeSum());
        watermarkLag = metrics.addSensor("meridian-watermark-" + partition, Sensor.RecordingLevel.INFO);
        watermarkLag.add(
                name("watermark-lag-ms", "How far the newest event time is behind the wall clock.", Map.of()),
                new Value());
    }

    /** Notes one of the batch that is being judged. */
    void rejected(RejectCode code) {
        rejectedOfBatch[CODES.indexOf(code)]++;
    }

    /** Tells of a batch that has been judged. */
    void judged(int acceptedOfBatch) {
        if (acceptedOfBatch > 0) {
            accepted.record(acceptedOfBatch);
        }
        for (int i = 0; i < rejectedOfBatch.length; i++) {
            if (rejectedOfBatch[i] > 0) {
                rejected.computeIfAbsent(CODES.get(i), this::sensor).record(rejectedOfBatch[i]);
                rejectedOfBatch[i] = 0;
            }
        }
    }

    /** @param watermark milliseconds since 1970-01-01T00:00:00Z, or -1 where there is none */
    void watermark(long watermark, long now) {
        if (watermark >= 0) {
            watermarkLag.record((double) (now - watermark));
        }
    }

    private Sensor sensor(RejectCode code) {
        Sensor sensor =
                metrics.addSensor("meridian-rejected-" + partition + "-" + code.name(), Sensor.RecordingLevel.INFO);
        sensor.add(
                name("readings-rejected-total", "Records that went to the dead letters.", Map.of("code", code.name())),
                new CumulativeSum());
        return sensor;
    }

    private MetricName name(String name, String description, Map<String, String> more) {
        Map<String, String> tags = new java.util.TreeMap<>(more);
        tags.put("partition", partition);
        return new MetricName(name, GROUP, description, tags);
    }

    /** The partition may go to another instance, and what is told of it here would stand still. */
    @Override
    public void close() {
        metrics.removeSensor(accepted);
        metrics.removeSensor(watermarkLag);
        rejected.values().forEach(metrics::removeSensor);
    }
}
