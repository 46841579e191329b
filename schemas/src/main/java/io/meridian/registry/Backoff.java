package io.meridian.registry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and after which pauses a request is repeated: full jitter, so that instances that lost the registry at the
 * same moment do not come back at the same moment (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
 * 2015).
 *
 * @param retries how many times a request is repeated after the first attempt, at least 0; each goes through all urls
 * @param firstWait the longest pause before the first retry; doubled for each further one
 * @param maxWait what no pause exceeds
 */
record Backoff(int retries, Duration firstWait, Duration maxWait) {
    Backoff {
        if (retries < 0) {
            throw new IllegalArgumentException("retries: expected at least 0, found " + retries);
        }
    }

    /** A pause before the given retry, counted from 1: evenly spread between nothing and the longest. */
    Duration before(int retry) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest(retry) + 1));
    }

    private long longest(int retry) {
        int doublings = Math.min(retry - 1, 30);
        return Math.min(maxWait.toMillis(), firstWait.toMillis() << doublings);
    }
}
