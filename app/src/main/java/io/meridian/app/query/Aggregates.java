package io.meridian.app.query;

import java.util.List;

/**
 * The aggregates of all instances. Safe for concurrent use; never throws for what a caller can name. Each question comes with
 * the request that it stands in, which goes on to the instances that hold the state.
 */
public interface Aggregates {
    /** The regions and metrics that have data, by name. */
    Answer<List<RegionMetrics>> regions(Caller caller);

    /** Windows, newest first. */
    Answer<Page> windows(WindowsQuery query, Caller caller);

    /** Each series' newest window, by mean, highest first. */
    Answer<List<WindowRow>> latest(LatestQuery query, Caller caller);

    /** Steps, newest first, then by region and metric. */
    Answer<List<RollupRow>> rollup(RollupQuery query, Caller caller);

    /** This instance's part of an answer, for the instance that asks; {@link Part} reads it. */
    byte[] part(Query query, Hop hop);
}
