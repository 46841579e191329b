package io.meridian.connect.sink;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** What became of a request. */
sealed interface Outcome {
    /** The cache has taken it. */
    record Delivered() implements Outcome {}

    /**
     * The cache will not take it, however often it is sent.
     *
     * @param reason with the status
     */
    record Refused(String reason) implements Outcome {
        public Refused {
            requireNonNull(reason, "reason");
        }
    }

    /**
     * The cache may take it later.
     *
     * @param reason with the status, or with what failed
     * @param after how long the cache wants to be left alone, where it says so
     */
    record NotNow(String reason, Optional<Duration> after) implements Outcome {
        public NotNow {
            requireNonNull(reason, "reason");
            requireNonNull(after, "after");
        }
    }
}
