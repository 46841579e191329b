package io.meridian.benchmarks.flink;

import io.meridian.benchmarks.contender.ContenderRow;
import io.meridian.topology.aggregate.WindowAggregate;
import java.util.OptionalDouble;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Makes the row of a window that has ended. */
final class WindowRows implements WindowFunction<WindowAggregate, ContenderRow, Series, TimeWindow> {
    @Override
    public void apply(Series series, TimeWindow window, Iterable<WindowAggregate> only, Collector<ContenderRow> out) {
        WindowAggregate aggregate = only.iterator().next();
        OptionalDouble stddev = aggregate.stddev();
        out.collect(new ContenderRow(
                series.region,
                series.metric,
                window.getStart(),
                aggregate.count(),
                aggregate.sum(),
                aggregate.min(),
                aggregate.max(),
                aggregate.mean(),
                stddev.isPresent() ? stddev.getAsDouble() : null,
                aggregate.quantile(0.5),
                aggregate.quantile(0.9),
                aggregate.quantile(0.99),
                aggregate.devices()));
    }
}
