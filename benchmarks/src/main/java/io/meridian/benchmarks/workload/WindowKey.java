package io.meridian.benchmarks.workload;

/**
 * One window of one series.
 *
 * @param start in milliseconds since 1970-01-01T00:00:00Z
 */
public record WindowKey(String region, String metric, long start) {}
