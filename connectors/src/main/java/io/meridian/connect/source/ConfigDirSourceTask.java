package io.meridian.connect.source;

import io.meridian.connect.Version;
import io.meridian.connect.detect.ChangeDetector;
import io.meridian.connect.scan.DirectoryScanner;
import io.meridian.connect.scan.DirectoryWatch;
import io.meridian.connect.scan.WakeUps;
import io.meridian.connect.scan.WatchReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The task of the source connector. A thread of its own looks at the directory; this one turns what has settled into events.
 */
public final class ConfigDirSourceTask extends SourceTask {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigDirSourceTask.class);

    /** So that Connect hears from the task often enough to stop or pause it. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    private final Clock clock = Clock.systemUTC();
    private Optional<Running> running = Optional.empty();

    @Override
    public String version() {
        return Version.ofThisPlugin();
    }

    @Override
    public void start(Map<String, String> props) {
        ConfigDirSourceConfig config = ConfigDirSourceConfig.of(props);
        SourcePosition position =
                SourceOffsets.read(context.offsetStorageReader().offset(SourceOffsets.partition(config.source())));
        WatchReport report = new WatchReport();
        Running started = new Running(
                watch(config, position, report),
                new Generations(config.source(), config.activationDelay(), position),
                new EventRecords(config),
                SourceMetrics.register(context, position, report));
        started.watch.start();
        synchronized (this) {
            running = Optional.of(started);
        }
        LOG.info(
                "watching {} as {}, of which {} files are known from generation {}",
                config.directory(),
                config.source(),
                position.index().size(),
                position.generation());
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Optional<Running> present = current();
        return present.isEmpty() ? null : present.get().poll(clock);
    }

    /** Told without metadata of an event that was not written: by a transform that drops it, or by errors.tolerance=all. */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        if (metadata == null) {
            LOG.error(
                    "the refresh event {} was dropped, by a transform or by errors.tolerance=all: consumers miss it until"
                            + " the next change",
                    record.sourceOffset().get(SourceOffsets.GENERATION));
            current().ifPresent(task -> task.metrics.dropped());
        }
    }

    @Override
    public synchronized void stop() {
        running.ifPresent(Running::stop);
        running = Optional.empty();
    }

    private synchronized Optional<Running> current() {
        return running;
    }

    private static DirectoryWatch watch(ConfigDirSourceConfig config, SourcePosition position, WatchReport report) {
        try {
            return new DirectoryWatch(
                    "config-dir-" + config.source(),
                    new DirectoryScanner(config.directory(), config.selection()),
                    new ChangeDetector(config.rules(), position.index()),
                    WakeUps.of(config.directory()),
                    config.scanInterval(),
                    report);
        } catch (IOException e) {
            throw new ConnectException(
                    "the operating system gives no watch on a directory: raise fs.inotify.max_user_instances", e);
        }
    }

    private record Running(DirectoryWatch watch, Generations generations, EventRecords records, SourceMetrics metrics) {
        @Nullable
        List<SourceRecord> poll(Clock clock) throws InterruptedException {
            return watch.nextSettled(LONGEST_POLL)
                    .flatMap(files -> generations.next(files, clock.instant()))
                    .flatMap(this::record)
                    .map(List::of)
                    .orElse(null);
        }

        private Optional<SourceRecord> record(RefreshEvent event) {
            Optional<SourceRecord> record = records.of(event);
            if (record.isEmpty()) {
                metrics.tooLarge();
            } else {
                metrics.sent(generations.passed(event));
            }
            return record;
        }

        void stop() {
            metrics.close();
            try {
                watch.close();
            } catch (IOException e) {
                LOG.warn("the watch on the directory could not be closed", e);
            }
        }
    }
}
