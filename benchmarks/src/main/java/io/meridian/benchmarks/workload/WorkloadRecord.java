package io.meridian.benchmarks.workload;

/**
 * One record, and what a correct reader makes of it.
 *
 * @param key the record's key, the device's id
 * @param bytes the record's value; not copied
 * @param timestamp both the reading's and the record's, in milliseconds since 1970-01-01T00:00:00Z
 * @param valid whether it counts
 * @param device the device's number
 * @param metric the metric's number
 * @param value the reading's value
 */
@SuppressWarnings("ArrayRecordComponent") // Handed to a producer as it is, and never compared.
public record WorkloadRecord(
        String key, byte[] bytes, long timestamp, boolean valid, int device, int metric, double value) {}
