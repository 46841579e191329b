package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.Status;
import io.meridian.topology.closing.WindowState;

/**
 * One window of one series.
 *
 * @param series whose window it is
 * @param start start of the window, inclusive, milliseconds since 1970-01-01T00:00:00Z
 * @param end end of the window, exclusive, milliseconds since 1970-01-01T00:00:00Z
 * @param status whether it has closed
 * @param revision how often it was corrected after closing
 * @param figures what is known of it
 */
public record WindowRow(Series series, long start, long end, Status status, int revision, Figures figures) {
    static WindowRow of(Series series, long start, long end, WindowState state) {
        return new WindowRow(series, start, end, state.status(), state.revision(), Figures.of(state.aggregate()));
    }

    /** Its place in the order of windows. */
    public RowPosition position() {
        return new RowPosition(start, series);
    }
}
