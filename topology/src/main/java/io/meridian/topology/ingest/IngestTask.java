package io.meridian.topology.ingest;

import io.meridian.topology.flow.DeadLetter;
import io.meridian.topology.flow.IngestOutput;
import io.meridian.topology.flow.Partial;
import io.meridian.topology.flow.WatermarkMark;
import io.meridian.topology.window.TumblingWindows;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The work on one raw partition: rejects what is wrong or late, combines the rest, and just before each commit sends the
 * partials on and, where windows closed or silence began or ended, a mark. At a commit point it holds nothing, so it
 * needs no changelog and no restore.
 */
final class IngestTask {
    /** What is sent on is routed by its value; but a record with a null key, Kafka Streams' repartition drops without a word. */
    private static final byte[] NO_KEY = {};

    private final ProcessorContext<byte[], IngestOutput> context;
    private final IngestOptions options;
    private final TumblingWindows windows;
    private final Lags lags;
    private final PartialAggregates partials;
    private final IngestFigures figures;
    private final int partition;
    private final DeadLetterHeaders deadLetterHeaders;

    private long watermark = -1;
    /** The window of the reading counted last; none at first. */
    private long windowStart;

    private long windowEnd;
    private long lastInputAt;
    private int rejectedOfBatch;
    private boolean idle;
    private @Nullable WatermarkMark announced;

    IngestTask(ProcessorContext<byte[], IngestOutput> context, IngestOptions options, Lags lags) {
        this.context = context;
        this.options = options;
        this.windows = options.windows();
        this.lags = lags;
        this.partials = new PartialAggregates(options.maxPartials());
        this.partition = context.taskId().partition();
        this.deadLetterHeaders = new DeadLetterHeaders(options.rawTopic(), partition);
        this.figures = new IngestFigures(context.metrics(), partition);
        this.lastInputAt = context.currentSystemTimeMs();
    }

    /** Judges each record in the order it was written, as what is late depends on the readings before it. */
    void process(ReadingBatch batch) {
        idle = false;
        lastInputAt = context.currentSystemTimeMs();
        watermark = Math.max(watermark, batch.startWatermark());
        rejectedOfBatch = 0;
        for (int i = 0; i < batch.size(); i++) {
            Rejection rejection = batch.rejection(i);
            if (rejection != null) {
                reject(batch.record(i), inTime(batch.record(i), rejection));
            } else {
                count(batch, i);
            }
        }
        figures.judged(batch.size() - rejectedOfBatch);
        options.breaker().judged(batch.size() - rejectedOfBatch, rejectedOfBatch);
        if (partials.isFull()) {
            partials.drainTo(this::forward);
        }
    }

    private void count(ReadingBatch batch, int index) {
        long timestamp = batch.timestamp(index);
        // Nearly always the window of the reading before, and a division costs as much as all else here.
        if (timestamp < windowStart || timestamp >= windowEnd) {
            windowStart = windows.startOf(timestamp);
            windowEnd = windows.endOf(windowStart);
        }
        if (windows.isClosed(windowStart, watermark) && !isReconciled(batch.record(index), windowStart)) {
            reject(batch.record(index), Rejection.late(Lateness.of(windows, timestamp, watermark)));
            return;
        }
        partials.add(
                batch.series(index), windowStart, batch.device(index), batch.value(index), batch.generation(index));
        watermark = Math.max(watermark, timestamp);
    }

    /** A rejected record may be late besides; then that is named too. */
    private Rejection inTime(ConsumerRecord<byte[], RawValue> record, Rejection rejection) {
        OptionalLong timestamp = rejection.timestamp();
        if (timestamp.isEmpty()) {
            return rejection;
        }
        long start = windows.startOf(timestamp.getAsLong());
        if (!windows.isClosed(start, watermark) || isReconciled(record, start)) {
            return rejection;
        }
        return rejection.andLate(Lateness.of(windows, timestamp.getAsLong(), watermark));
    }

    /** A window that has been forgotten cannot be corrected: it would begin again with this one reading. */
    private boolean isReconciled(ConsumerRecord<byte[], RawValue> record, long start) {
        RawValue value = record.value();
        return windows.endOf(start) + options.retention().toMillis() > watermark
                && options.reconciled().isSealed(record, value == null ? null : value.toBytes());
    }

    private void reject(ConsumerRecord<byte[], RawValue> record, Rejection rejection) {
        rejectedOfBatch++;
        figures.rejected(rejection.violations().get(0).code());
        RawValue value = record.value();
        context.forward(
                new Record<>(
                        record.key(),
                        new DeadLetter(value == null ? null : value.toBytes(), partition),
                        Math.max(0, record.timestamp()),
                        deadLetterHeaders.of(record, rejection)),
                options.toDeadLetters());
    }

    /** Runs before each commit: partials first, so that a mark never overtakes the readings of the windows it closes. */
    void flush() {
        figures.watermark(watermark, context.currentSystemTimeMs());
        partials.drainTo(this::forward);
        WatermarkMark mark = new WatermarkMark(partition, watermark, idle);
        if (isNews(mark)) {
            announced = mark;
            context.forward(new Record<>(NO_KEY, mark, Math.max(0, watermark)), options.toPartials());
        }
    }

    private boolean isNews(WatermarkMark mark) {
        return announced == null
                || announced.idle() != mark.idle()
                || windows.closedBy(announced.watermark()) < windows.closedBy(mark.watermark());
    }

    private void forward(Partial partial) {
        context.forward(new Record<>(NO_KEY, partial, partial.windowStart()), options.toPartials());
    }

    /** Runs by the wall clock; the commit that follows it sends the mark. */
    void checkIdle(long now) {
        figures.watermark(watermark, now);
        if (!idle
                && !options.breaker().isHeld()
                && now - lastInputAt >= options.idle().toMillis()
                && isReadToItsEnd()) {
            idle = true;
        }
    }

    /** What is told of it ends with it. */
    void close() {
        figures.close();
    }

    private boolean isReadToItsEnd() {
        OptionalLong lag = lags.of(options.rawTopic(), partition);
        return lag.isPresent() && lag.getAsLong() == 0;
    }
}
