package io.meridian.connect.source;

import io.meridian.connect.PluginGauges;
import io.meridian.connect.scan.WatchReport;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.source.SourceTaskContext;

/** What the source shows as metrics of Connect. */
final class SourceMetrics implements AutoCloseable {
    private final PluginGauges gauges;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong tooLarge = new AtomicLong();
    private volatile SourcePosition position;

    private SourceMetrics(PluginGauges gauges, SourcePosition position) {
        this.gauges = gauges;
        this.position = position;
    }

    static SourceMetrics register(SourceTaskContext context, SourcePosition position, WatchReport report) {
        SourceMetrics metrics = new SourceMetrics(PluginGauges.of(() -> context.pluginMetrics()), position);
        metrics.gauges
                .add("generation", "The generation of the last event", () -> metrics.position.generation())
                .add(
                        "files",
                        "How many files the last event held",
                        () -> metrics.position.index().size())
                .add("events", "Events since the task has started", metrics.events::get)
                .add("events-dropped", "Events that were not written to the topic", metrics.dropped::get)
                .add("events-too-large", "Events that were larger than max.event.bytes", metrics.tooLarge::get)
                .add("scans", "Looks at the directory", report::scans)
                .add("scans-failed", "Looks at the directory that failed", report::failedScans)
                .add("failing", "1 while the directory cannot be listed", () -> report.isFailing() ? 1 : 0)
                .add("held-back", "1 while a change is held back", () -> report.isHoldingBack() ? 1 : 0)
                .add("skipped-files", "Files that are there but cannot be used", report::skippedFiles)
                .add(
                        "settling-ms",
                        "For how long a change has not come to rest",
                        () -> report.settlingFor().toMillis());
        return metrics;
    }

    void sent(SourcePosition now) {
        position = now;
        events.incrementAndGet();
    }

    void dropped() {
        dropped.incrementAndGet();
    }

    void tooLarge() {
        tooLarge.incrementAndGet();
    }

    @Override
    public void close() {
        gauges.close();
    }
}
