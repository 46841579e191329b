package io.meridian.topology.ingest;

import io.meridian.topology.commit.CommitHook;
import io.meridian.topology.flow.IngestOutput;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Ties one {@link IngestTask} to Kafka Streams: its records, its commits and the wall clock. */
final class Ingest implements Processor<byte[], RawRecords, byte[], IngestOutput> {
    private static final String COMMIT_HOOK = "ingest-commit";

    private final IngestOptions options;
    private final Lags lags;
    private @Nullable IngestTask task;

    private Ingest(IngestOptions options, Lags lags) {
        this.options = options;
        this.lags = lags;
    }

    static ProcessorSupplier<byte[], RawRecords, byte[], IngestOutput> supplier(IngestOptions options, Lags lags) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], RawRecords, byte[], IngestOutput> get() {
                return new Ingest(options, lags);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(CommitHook.builder(COMMIT_HOOK));
            }
        };
    }

    /** Begins anew: a task that is revived after a fault runs this again on the same object, and must have forgotten all. */
    @Override
    public void init(ProcessorContext<byte[], IngestOutput> context) {
        IngestTask fresh = new IngestTask(context, options, lags);
        CommitHook hook = context.getStateStore(COMMIT_HOOK);
        hook.onCommit(context, fresh::flush);
        context.schedule(options.idleCheckInterval(), PunctuationType.WALL_CLOCK_TIME, fresh::checkIdle);
        task = fresh;
    }

    @Override
    public void process(Record<byte[], RawRecords> record) {
        if (task == null) {
            throw new IllegalStateException("process was called before init");
        }
        task.process(record.value().batch());
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
        }
    }
}
