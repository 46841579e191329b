package io.meridian.benchmarks.throughput;

import java.util.List;

/**
 * One run of several instances.
 *
 * @param result of all together
 * @param shares of each instance in the processor time of all; 1 in sum
 */
record FleetResult(RunResult result, List<Double> shares) {
    FleetResult {
        shares = List.copyOf(shares);
    }
}
