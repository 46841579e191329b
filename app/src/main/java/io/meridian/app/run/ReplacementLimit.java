package io.meridian.app.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells failures that pass from one that comes back for ever: so many within a time, and no more. Not for sharing between
 * threads.
 */
final class ReplacementLimit {
    private final int most;
    private final long within;
    private final Deque<Long> recent = new ArrayDeque<>();

    /**
     * @param most how many failures are borne
     * @param within in how long
     */
    ReplacementLimit(int most, Duration within) {
        this.most = most;
        this.within = within.toMillis();
    }

    /**
     * Counts one more failure.
     *
     * @param now milliseconds of a clock that never goes back
     * @return whether it can be borne
     */
    boolean bears(long now) {
        recent.addLast(now);
        while (recent.getFirst() <= now - within) {
            recent.removeFirst();
        }
        return recent.size() <= most;
    }
}
