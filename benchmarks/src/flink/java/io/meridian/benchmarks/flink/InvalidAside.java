package io.meridian.benchmarks.flink;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Lets readings pass and puts invalid records into the side output. */
final class InvalidAside extends ProcessFunction<Arrival, Arrival> {
    static final OutputTag<Arrival> INVALID = new OutputTag<>("invalid", OneSerializerType.ofArrivals());

    @Override
    public void processElement(Arrival arrival, Context context, Collector<Arrival> readings) {
        if (arrival.series == null) {
            context.output(INVALID, arrival);
        } else {
            readings.collect(arrival);
        }
    }
}
