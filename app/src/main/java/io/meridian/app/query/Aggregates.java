package io.meridian.app.query;

import java.util.List;

/** The aggregates that this instance can tell of. Safe for concurrent use; never throws for what a caller can name. */
public interface Aggregates {
    /** The regions and metrics that have data, by name. */
    Answer<List<RegionMetrics>> regions();

    /** Windows, newest first. */
    Answer<Page> windows(WindowsQuery query);

    /** Each series' newest window, by mean, highest first. */
    Answer<List<WindowRow>> latest(LatestQuery query);
}
