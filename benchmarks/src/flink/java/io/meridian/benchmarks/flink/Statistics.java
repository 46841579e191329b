package io.meridian.benchmarks.flink;

import io.meridian.topology.aggregate.WindowAggregate;
import org.apache.flink.api.common.functions.AggregateFunction;

/**
 * Folds readings into the aggregate of their window as they come, so that a window is one object of state. The aggregate is
 * Meridian's own, with percentiles and devices, so that the job is the same one, and what is compared is the engine.
 */
final class Statistics implements AggregateFunction<Arrival, WindowAggregate, WindowAggregate> {
    /** There is only one, for settings do not change in a run. */
    private static final long GENERATION = 0;

    @Override
    public WindowAggregate createAccumulator() {
        return new WindowAggregate();
    }

    @Override
    public WindowAggregate add(Arrival reading, WindowAggregate aggregate) {
        aggregate.add(reading.device, reading.value, GENERATION);
        return aggregate;
    }

    @Override
    public WindowAggregate getResult(WindowAggregate aggregate) {
        return aggregate;
    }

    @Override
    public WindowAggregate merge(WindowAggregate one, WindowAggregate other) {
        one.merge(other);
        return one;
    }
}
