package io.meridian.benchmarks.flink;

import io.meridian.benchmarks.contender.ContenderRow;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Makes the row of a window that has ended. */
final class WindowRows implements WindowFunction<RunningStats, ContenderRow, Series, TimeWindow> {
    @Override
    public void apply(Series series, TimeWindow window, Iterable<RunningStats> only, Collector<ContenderRow> out) {
        RunningStats stats = only.iterator().next();
        out.collect(new ContenderRow(
                series.region,
                series.metric,
                window.getStart(),
                stats.count,
                stats.sum,
                stats.min,
                stats.max,
                stats.mean,
                stats.stddev()));
    }
}
