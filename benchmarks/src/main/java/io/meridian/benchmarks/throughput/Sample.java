package io.meridian.benchmarks.throughput;

/**
 * How far a contender was at one moment.
 *
 * @param seconds since its start
 * @param processed how many records it had wholly dealt with, committed
 * @param cpuSeconds what its process had used of all cores
 */
record Sample(double seconds, long processed, double cpuSeconds) {}
