package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import java.util.Comparator;

/**
 * The place of a row in the order of windows: newest first, then by region and metric. It is the row's own name and no
 * count of rows, so it stays right while windows are added.
 *
 * @param start start of the window, milliseconds since 1970-01-01T00:00:00Z
 * @param series whose window it is
 */
public record RowPosition(long start, Series series) implements Comparable<RowPosition> {
    private static final Comparator<Series> BY_NAME =
            Comparator.comparing(Series::region).thenComparing(Series::metric);

    private static final Comparator<RowPosition> NEWEST_FIRST =
            Comparator.comparingLong(RowPosition::start).reversed().thenComparing(RowPosition::series, BY_NAME);

    @Override
    public int compareTo(RowPosition other) {
        return NEWEST_FIRST.compare(this, other);
    }

    /** The newest start that a window of this series can have and still stand behind this place. */
    long newestBehind(Series other) {
        return BY_NAME.compare(other, series) > 0 ? start : start - 1;
    }
}
