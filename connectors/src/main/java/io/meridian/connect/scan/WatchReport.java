package io.meridian.connect.scan;

import io.meridian.connect.detect.Sighting;
import io.meridian.connect.detect.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is odd about the directory, each thing once for as long as it lasts, and counts. The counts may be read by any
 * thread; the rest is for the thread that looks.
 */
public final class WatchReport {
    private static final Logger LOG = LoggerFactory.getLogger(WatchReport.class);

    private final Map<String, String> said = new HashMap<>();
    private final AtomicLong scans = new AtomicLong();
    private final AtomicLong failedScans = new AtomicLong();
    private final AtomicInteger skipped = new AtomicInteger();
    private volatile boolean failing;
    private volatile boolean held;
    private volatile long settlingSince = -1;

    void seen(SortedMap<String, Sighting> files) {
        scans.incrementAndGet();
        if (failing) {
            LOG.info("the directory can be listed again");
            failing = false;
            said.remove("failed");
        }
        skipped.set(0);
        files.forEach((path, sighting) -> {
            if (sighting instanceof Sighting.Unusable unusable) {
                skipped.incrementAndGet();
                warnOnce("file " + path, path + " is skipped: " + unusable.reason());
            } else {
                said.remove("file " + path);
            }
        });
        said.keySet().removeIf(about -> about.startsWith("file ") && !files.containsKey(about.substring(5)));
    }

    void failed(String reason) {
        scans.incrementAndGet();
        failedScans.incrementAndGet();
        failing = true;
        settlingSince = -1;
        warnOnce("failed", reason);
    }

    void judged(Verdict verdict) {
        held = verdict instanceof Verdict.HeldBack;
        if (verdict instanceof Verdict.HeldBack back) {
            warnOnce("held", "a change is held back: " + back.reason());
        } else {
            said.remove("held");
        }
        if (!(verdict instanceof Verdict.Settling)) {
            settlingSince = -1;
        } else if (settlingSince < 0) {
            settlingSince = System.nanoTime() & Long.MAX_VALUE;
        }
    }

    private void warnOnce(String about, String message) {
        if (!message.equals(said.put(about, message))) {
            LOG.warn("{}", message);
        }
    }

    /** How often the directory was looked at. */
    public long scans() {
        return scans.get();
    }

    /** How often it could not be listed. */
    public long failedScans() {
        return failedScans.get();
    }

    /** How many files of the last look are there but cannot be used. */
    public int skippedFiles() {
        return skipped.get();
    }

    /** Whether the last look failed. */
    public boolean isFailing() {
        return failing;
    }

    /** Whether a change is held back, as a mass deletion is. */
    public boolean isHoldingBack() {
        return held;
    }

    /** For how long a change has not come to rest; zero where there is none. A file that is written all the time shows here. */
    public Duration settlingFor() {
        long since = settlingSince;
        return since < 0 ? Duration.ZERO : Duration.ofNanos((System.nanoTime() & Long.MAX_VALUE) - since);
    }
}
