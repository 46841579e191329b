package io.meridian.app.query;

import java.util.Optional;

/**
 * Asks for windows, newest first.
 *
 * @param selection of which series
 * @param filter which windows
 * @param from the earliest start of a window, inclusive, milliseconds since 1970-01-01T00:00:00Z, at least 0
 * @param to the latest start of a window, exclusive, milliseconds since 1970-01-01T00:00:00Z
 * @param limit how many rows at most, at least 1
 * @param after only rows behind this place, where a page before ended
 */
public record WindowsQuery(
        Selection selection, RowFilter filter, long from, long to, int limit, Optional<RowPosition> after)
        implements Query {}
