package io.meridian.topology.ingest;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive records of one raw partition, each decoded and judged once: a reading, held in columns so that a batch
 * costs a handful of allocations and not one for each reading, or a rejection.
 */
final class ReadingBatch {
    private final List<ConsumerRecord<byte[], RawValue>> records;
    private final long startWatermark;
    private final @Nullable NumberedSeries[] series;
    private final int[] devices;
    private final double[] values;
    private final long[] timestamps;
    private final long[] generations;
    private final @Nullable Rejection[] rejections;
    private long newestTimestamp = -1;

    /**
     * @param records the records as they came, at least one
     * @param startWatermark the newest event time of the partition before them, below 0 where there is none
     */
    ReadingBatch(List<ConsumerRecord<byte[], RawValue>> records, long startWatermark) {
        int size = records.size();
        this.records = records;
        this.startWatermark = startWatermark;
        series = new NumberedSeries[size];
        devices = new int[size];
        values = new double[size];
        timestamps = new long[size];
        generations = new long[size];
        rejections = new Rejection[size];
    }

    void accept(int index, NumberedSeries of, int device, double value, long timestamp, long generation) {
        series[index] = of;
        devices[index] = device;
        values[index] = value;
        timestamps[index] = timestamp;
        generations[index] = generation;
        newestTimestamp = Math.max(newestTimestamp, timestamp);
    }

    void reject(int index, Rejection rejection) {
        rejections[index] = rejection;
    }

    int size() {
        return records.size();
    }

    ConsumerRecord<byte[], RawValue> record(int index) {
        return records.get(index);
    }

    long startWatermark() {
        return startWatermark;
    }

    /** The partition's event time after this batch, at least 0: Kafka Streams drops what is stamped below. */
    long endWatermark() {
        return Math.max(0, Math.max(startWatermark, newestTimestamp));
    }

    /** Why a record is not counted; null where it is. */
    @Nullable
    Rejection rejection(int index) {
        return rejections[index];
    }

    NumberedSeries series(int index) {
        NumberedSeries of = series[index];
        if (of == null) {
            throw new IllegalStateException("record " + index + " of the batch was rejected, so it has no series");
        }
        return of;
    }

    int device(int index) {
        return devices[index];
    }

    double value(int index) {
        return values[index];
    }

    long timestamp(int index) {
        return timestamps[index];
    }

    long generation(int index) {
        return generations[index];
    }
}
