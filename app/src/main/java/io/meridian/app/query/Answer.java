package io.meridian.app.query;

/**
 * What comes of a look-up.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {
    /** @param value what was asked for */
    record Found<T>(T value) implements Answer<T> {}

    /** Nothing is known by the names that were given. */
    record UnknownSeries<T>() implements Answer<T> {}

    /**
     * The state cannot be read now; it can be soon.
     *
     * @param reason why, for people
     */
    record Unavailable<T>(String reason) implements Answer<T> {}
}
