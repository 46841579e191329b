package io.meridian.app.query;

import java.util.List;

/**
 * What comes of a look-up.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {
    /**
     * @param value what was asked for
     * @param failures what is missing in it
     * @param stale which parts of it came from copies
     */
    record Found<T>(T value, List<Failure> failures, List<Staleness> stale) implements Answer<T> {
        public Found {
            failures = List.copyOf(failures);
            stale = List.copyOf(stale);
        }

        /** Complete and fresh. */
        public Found(T value) {
            this(value, List.of(), List.of());
        }
    }

    /** Nothing is known by the names that were given. */
    record UnknownSeries<T>() implements Answer<T> {}

    /**
     * More than one answer may hold.
     *
     * @param most how many rows it may
     */
    record TooMuch<T>(int most) implements Answer<T> {}

    /**
     * The state cannot be read now; it can be soon.
     *
     * @param reason why, for people
     */
    record Unavailable<T>(String reason) implements Answer<T> {}
}
