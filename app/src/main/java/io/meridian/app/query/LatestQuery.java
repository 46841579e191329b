package io.meridian.app.query;

/**
 * Asks for the newest window of each series.
 *
 * @param selection which series
 * @param filter which windows: the newest in its status, left out where its mean does not exceed the threshold
 */
public record LatestQuery(Selection selection, RowFilter filter) implements Query {}
