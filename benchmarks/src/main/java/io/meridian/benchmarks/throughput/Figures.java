package io.meridian.benchmarks.throughput;

import java.util.List;

/**
 * What one run gave.
 *
 * @param perSecond records per second, from the first that was committed to the last
 * @param perCpuSecond records per second of processor time, the start of the JVM included
 * @param settledPerSecond the same as perSecond over the second half of the records
 * @param settledPerCpuSecond records per second of processor time over the second half of the records
 * @param peakMegabytes the most memory that the process had resident, in MiB
 */
record Figures(
        double perSecond,
        double perCpuSecond,
        double settledPerSecond,
        double settledPerCpuSecond,
        long peakMegabytes) {

    /**
     * @param samples in the order of time; the last has all records
     * @param records how many there are
     */
    static Figures of(List<Sample> samples, long records, long peakMegabytes) {
        Sample last = samples.get(samples.size() - 1);
        Sample first = samples.get(0);
        Sample half = last;
        for (Sample sample : samples) {
            if (sample.processed() == 0) {
                first = sample;
            }
            if (sample.processed() >= records / 2) {
                half = sample;
                break;
            }
        }
        long settled = last.processed() - half.processed();
        return new Figures(
                last.processed() / (last.seconds() - first.seconds()),
                last.processed() / last.cpuSeconds(),
                settled / (last.seconds() - half.seconds()),
                settled / (last.cpuSeconds() - half.cpuSeconds()),
                peakMegabytes);
    }
}
