package io.meridian.app.query;

import java.util.List;
import java.util.Map;

/**
 * What an instance says of itself.
 *
 * @param state of Kafka Streams
 * @param active which partitions of the state it keeps
 * @param standby of which it has a copy
 * @param restoring by how many changelog records each store partition that is not whole lags
 * @param inputLag by how many records it is behind the raw partitions it reads
 * @param ingest what became of what it has read
 */
public record InstanceReport(
        String state,
        List<Integer> active,
        List<Integer> standby,
        Map<Integer, Long> restoring,
        long inputLag,
        IngestReport ingest) {
    public InstanceReport {
        active = List.copyOf(active);
        standby = List.copyOf(standby);
    }
}
