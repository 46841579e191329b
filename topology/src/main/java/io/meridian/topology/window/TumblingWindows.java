package io.meridian.topology.window;

/**
 * Windows of one size, laid end to end from 1970-01-01T00:00:00Z, each closed some time after its end.
 *
 * @param size length of a window in milliseconds, at least 1
 * @param grace how long after its end a window stays open, in milliseconds of event time, at least 0
 */
public record TumblingWindows(long size, long grace) {
    public TumblingWindows {
        if (size < 1) {
            throw new IllegalArgumentException("window.size: expected at least 1 ms, found " + size + " ms");
        }
        if (grace < 0) {
            throw new IllegalArgumentException("window.grace: expected 0 ms or more, found " + grace + " ms");
        }
    }

    /** Start of the window that an event time belongs to; windows include their start and exclude their end. */
    public long startOf(long timestamp) {
        return timestamp - timestamp % size;
    }

    /** End of the window with this start, exclusive. */
    public long endOf(long start) {
        return start + size;
    }

    /** The watermark at which the window with this start closes. */
    public long closesAt(long start) {
        return start + size + grace;
    }

    /** Whether the window with this start has closed when event time has come to this watermark. */
    public boolean isClosed(long start, long watermark) {
        return closesAt(start) <= watermark;
    }

    /** Start of the earliest window that is open at this watermark: all that start before it have closed. */
    public long firstOpenAt(long watermark) {
        return closedBy(watermark) * size;
    }

    /**
     * How many windows this watermark has closed since 1970, at least 0: while it stays the same, a newer watermark
     * closes nothing.
     */
    public long closedBy(long watermark) {
        return Math.max(0, Math.floorDiv(watermark - grace, size));
    }
}
