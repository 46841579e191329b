package io.meridian.benchmarks.flink;

import org.apache.flink.api.common.functions.AggregateFunction;

/** Folds readings into the statistics of their window as they come, so that a window is one object of state. */
final class Statistics implements AggregateFunction<Arrival, RunningStats, RunningStats> {
    @Override
    public RunningStats createAccumulator() {
        return new RunningStats();
    }

    @Override
    public RunningStats add(Arrival reading, RunningStats stats) {
        stats.add(reading.value);
        return stats;
    }

    @Override
    public RunningStats getResult(RunningStats stats) {
        return stats;
    }

    @Override
    public RunningStats merge(RunningStats one, RunningStats other) {
        one.merge(other);
        return one;
    }
}
