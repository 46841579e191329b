package io.meridian.app.query;

/**
 * Asks for windows merged into steps, and series merged into groups.
 *
 * @param selection of which series
 * @param from the earliest start of a window, inclusive, milliseconds since 1970-01-01T00:00:00Z, at least 0
 * @param to the latest start of a window, exclusive, milliseconds since 1970-01-01T00:00:00Z
 * @param step length of a step in milliseconds, a multiple of the window's size
 * @param by which series go together
 */
public record RollupQuery(Selection selection, long from, long to, long step, By by) implements Query {
    /** Which series are merged. */
    public enum By {
        /** None: each series by itself. */
        SERIES,
        /** All metrics of a region. */
        REGION,
        /** All regions of a metric. */
        METRIC,
        /** All into one. */
        NONE
    }
}
