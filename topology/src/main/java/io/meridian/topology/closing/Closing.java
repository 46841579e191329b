package io.meridian.topology.closing;

import io.meridian.avro.AggregateKey;
import io.meridian.avro.RegionAggregate;
import io.meridian.topology.flow.IngestOutput;
import io.meridian.topology.flow.Partial;
import io.meridian.topology.flow.WatermarkMark;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Ties one {@link WindowBook} to Kafka Streams: what the first stage sent, and where changes go. */
public final class Closing implements Processor<byte[], IngestOutput, AggregateKey, RegionAggregate> {
    private final ClosingOptions options;
    private @Nullable WindowBook book;
    private @Nullable Sensor openWindows;
    private @Nullable StreamsMetrics metrics;

    private Closing(ClosingOptions options) {
        this.options = options;
    }

    /** The processor with its stores. */
    public static ProcessorSupplier<byte[], IngestOutput, AggregateKey, RegionAggregate> supplier(
            ClosingOptions options) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], IngestOutput, AggregateKey, RegionAggregate> get() {
                return new Closing(options);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Stores.builders();
            }
        };
    }

    /** Begins anew: a task that is revived after a fault runs this again on the same object. */
    @Override
    public void init(ProcessorContext<AggregateKey, RegionAggregate> context) {
        book = new WindowBook(
                options,
                context.getStateStore(Stores.AGGREGATES),
                context.getStateStore(Stores.SERIES),
                context.getStateStore(Stores.WINDOW_ORDER),
                context.getStateStore(Stores.PARTITION_TIMES),
                (key, state) -> publish(context, key, state));
        metrics = context.metrics();
        openWindows = openWindows(context.metrics(), context.taskId().partition());
        openWindows.record((double) book.openWindows());
    }

    private static Sensor openWindows(StreamsMetrics metrics, int partition) {
        Sensor sensor = metrics.addSensor("meridian-windows-" + partition, Sensor.RecordingLevel.INFO);
        sensor.add(
                new MetricName(
                        "windows-open",
                        "meridian",
                        "Windows that are open.",
                        Map.of("partition", Integer.toString(partition))),
                new Value());
        return sensor;
    }

    @Override
    public void process(Record<byte[], IngestOutput> record) {
        if (book == null) {
            throw new IllegalStateException("process was called before init");
        }
        if (record.value() instanceof Partial partial) {
            book.merge(partial);
        } else if (record.value() instanceof WatermarkMark mark) {
            book.advance(mark);
        } else {
            throw new IllegalArgumentException("expected a partial or a mark, found "
                    + record.value().getClass().getSimpleName() + ": the topology is wired wrongly");
        }
        if (openWindows != null) {
            openWindows.record((double) book.openWindows());
        }
    }

    private void publish(ProcessorContext<AggregateKey, RegionAggregate> context, WindowKey key, WindowState state) {
        Record<AggregateKey, RegionAggregate> row = new Record<>(
                Rows.key(key), Rows.value(key, state, options.windows().endOf(key.start())), key.start());
        context.forward(row, options.toChanges());
        if (state.status() == Status.FINAL) {
            context.forward(row, options.toFinals());
        }
    }

    /** The partition may go to another instance, and what is told of it here would stand still. */
    @Override
    public void close() {
        if (metrics != null && openWindows != null) {
            metrics.removeSensor(openWindows);
        }
    }
}
