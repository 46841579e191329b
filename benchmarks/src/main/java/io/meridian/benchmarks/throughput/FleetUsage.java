package io.meridian.benchmarks.throughput;

import io.meridian.local.ChildProcess;
import java.util.List;

/**
 * What several processes use together.
 *
 * @param processes at least one
 */
record FleetUsage(List<ProcessUsage> processes) {
    static FleetUsage of(List<ChildProcess> processes) {
        return new FleetUsage(processes.stream()
                .map(process -> new ProcessUsage(process.pid()))
                .toList());
    }

    double cpuSeconds() {
        return processes.stream().mapToDouble(ProcessUsage::cpuSeconds).sum();
    }

    /** The most memory of each, in MiB, in sum. */
    long peakMegabytes() {
        return processes.stream().mapToLong(ProcessUsage::peakMegabytes).sum();
    }

    /** The part of each in the processor time so far. */
    List<Double> shares() {
        List<Double> each = processes.stream().map(ProcessUsage::cpuSeconds).toList();
        double all = each.stream().mapToDouble(Double::doubleValue).sum();
        return each.stream().map(one -> one / all).toList();
    }
}
