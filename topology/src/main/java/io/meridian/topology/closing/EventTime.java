package io.meridian.topology.closing;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far event time has come over all raw partitions, as their marks tell. Rules only; the marks are kept in a store.
 */
final class EventTime {
    private final int partitions;
    private final long retention;
    private final Map<Integer, PartitionTime> byPartition = new TreeMap<>();

    /**
     * @param partitions how many raw partitions there are; until each has sent a mark, nothing closes
     * @param retention how long after its end a window is kept, in milliseconds of event time
     */
    EventTime(int partitions, long retention) {
        this.partitions = partitions;
        this.retention = retention;
    }

    void put(int partition, PartitionTime time) {
        byPartition.put(partition, time);
    }

    PartitionTime of(int partition) {
        return byPartition.getOrDefault(partition, new PartitionTime(-1, false));
    }

    /**
     * The watermark up to which windows are closed: the least of all partitions that are not idle. The greatest possible
     * where all are idle, so that the last windows of a stream that fell silent close; -1 while a partition is unknown.
     */
    long closing() {
        if (byPartition.size() < partitions) {
            return -1;
        }
        return byPartition.values().stream()
                .filter(time -> !time.idle())
                .mapToLong(PartitionTime::watermark)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * The watermark from which {@code retention} counts. An idle partition that had readings is waited for as long as
     * that costs no more than one retention: readings that it may still bring find their windows then.
     */
    long expiring() {
        if (byPartition.size() < partitions) {
            return -1;
        }
        long slowest = leastWatermark(true);
        long slowestActive = leastWatermark(false);
        return Math.max(slowest, slowestActive - retention);
    }

    private long leastWatermark(boolean idleToo) {
        return byPartition.values().stream()
                .filter(time -> time.watermark() >= 0 && (idleToo || !time.idle()))
                .mapToLong(PartitionTime::watermark)
                .min()
                .orElse(-1);
    }
}
