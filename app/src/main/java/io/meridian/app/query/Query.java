package io.meridian.app.query;

/** What can be asked of the state. */
public sealed interface Query permits RegionsQuery, WindowsQuery, LatestQuery, RollupQuery {
    /** Which series are meant. */
    Selection selection();
}
