package io.meridian.topology.ingest;

import io.meridian.reading.RejectCode;
import io.meridian.reading.Violation;
import io.meridian.topology.window.TumblingWindows;
import java.time.Instant;

/**
 * How a record missed its window.
 *
 * @param windowStart start of the window, inclusive
 * @param windowEnd end of the window, exclusive
 * @param byMillis how far its partition's time had passed the closing, in milliseconds, at least 0
 */
record Lateness(Instant windowStart, Instant windowEnd, long byMillis) {
    /** The lateness of a reading whose window has closed. */
    static Lateness of(TumblingWindows windows, long timestamp, long watermark) {
        long start = windows.startOf(timestamp);
        return new Lateness(
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(windows.endOf(start)),
                watermark - windows.closesAt(start));
    }

    Violation violation() {
        return new Violation(
                RejectCode.LATE,
                "timestamp",
                "expected a reading of a window still open, found one of the window from " + windowStart + " to "
                        + windowEnd
                        + ", which its partition's event time had closed " + byMillis
                        + " ms before; a longer window.grace would have kept it, and meridian dlq redrive --reconcile"
                        + " adds it to the closed window");
    }
}
