package io.meridian.connect.scan;

import io.meridian.connect.detect.ChangeDetector;
import io.meridian.connect.detect.FileSet;
import io.meridian.connect.detect.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a directory from a thread of its own, which touches nothing but that directory and waits for nobody. It leaves the
 * newest settled set where {@link #nextSettled} finds it; one that nobody has fetched is replaced by the next.
 */
public final class DirectoryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final DirectoryScanner scanner;
    private final ChangeDetector detector;
    private final WakeUps wakeUps;
    private final Duration interval;
    private final WatchReport report;
    private final Thread thread;
    private final Handover handover = new Handover();

    private volatile Optional<RuntimeException> failure = Optional.empty();
    private volatile boolean closed;

    /**
     * @param wakeUps ends the pauses between looks, and with this watch
     * @param interval the longest pause
     * @param report hears of all that is odd
     */
    public DirectoryWatch(
            String name,
            DirectoryScanner scanner,
            ChangeDetector detector,
            WakeUps wakeUps,
            Duration interval,
            WatchReport report) {
        this.scanner = scanner;
        this.detector = detector;
        this.wakeUps = wakeUps;
        this.interval = interval;
        this.report = report;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /**
     * The newest settled set that was not fetched yet.
     *
     * @param longest how long to wait for one
     * @throws IllegalStateException if looking has failed for good
     */
    public Optional<FileSet> nextSettled(Duration longest) throws InterruptedException {
        Optional<FileSet> settled = handover.take(longest);
        failure.ifPresent(cause -> {
            throw new IllegalStateException("the thread that watches the directory has failed", cause);
        });
        return settled;
    }

    /** Ends the thread. Safe to be called from any thread, and more than once. */
    @Override
    public void close() throws IOException {
        closed = true;
        thread.interrupt();
        wakeUps.close();
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                wakeUps.follow();
                wakeUps.await(look());
            }
        } catch (InterruptedException e) {
            LOG.debug("{} ends", thread.getName());
        } catch (RuntimeException e) {
            failure = Optional.of(e);
            handover.end();
        }
    }

    /** Looks once, and says when to look again at the latest. */
    private Duration look() {
        long now = System.nanoTime();
        Scan scan = scanner.scan();
        if (scan instanceof Scan.Seen seen) {
            report.seen(seen.files());
            return judge(detector.observe(now, seen.files()));
        }
        detector.couldNotLook();
        report.failed(((Scan.Failed) scan).reason());
        return interval;
    }

    private Duration judge(Verdict verdict) {
        report.judged(verdict);
        if (verdict instanceof Verdict.Settling settling) {
            return settling.pause().compareTo(interval) < 0 ? settling.pause() : interval;
        }
        if (verdict instanceof Verdict.Settled settled) {
            handover.put(settled.files());
        }
        return interval;
    }
}
