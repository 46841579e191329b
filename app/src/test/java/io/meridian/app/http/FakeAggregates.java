package io.meridian.app.http;

import io.meridian.app.query.Aggregates;
import io.meridian.app.query.Answer;
import io.meridian.app.query.Caller;
import io.meridian.app.query.Hop;
import io.meridian.app.query.LatestQuery;
import io.meridian.app.query.Page;
import io.meridian.app.query.Query;
import io.meridian.app.query.RegionMetrics;
import io.meridian.app.query.RollupQuery;
import io.meridian.app.query.RollupRow;
import io.meridian.app.query.WindowRow;
import io.meridian.app.query.WindowsQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what a test says, and remembers what it was asked. */
final class FakeAggregates implements Aggregates {
    Answer<List<RegionMetrics>> regions = new Answer.Found<>(List.of());
    Answer<Page> windows = new Answer.Found<>(new Page(List.of(), Optional.empty()));
    volatile Answer<List<WindowRow>> latest = new Answer.Found<>(List.of());
    Optional<RuntimeException> failure = Optional.empty();
    Answer<List<RollupRow>> rollup = new Answer.Found<>(List.of());
    final List<RollupQuery> rollupQueries = new ArrayList<>();
    final List<Hop> hops = new ArrayList<>();
    final List<WindowsQuery> windowsQueries = new ArrayList<>();
    final List<LatestQuery> latestQueries = new ArrayList<>();

    @Override
    public Answer<List<RegionMetrics>> regions(Caller caller) {
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        return regions;
    }

    @Override
    public Answer<Page> windows(WindowsQuery query, Caller caller) {
        windowsQueries.add(query);
        return windows;
    }

    @Override
    public Answer<List<WindowRow>> latest(LatestQuery query, Caller caller) {
        latestQueries.add(query);
        return latest;
    }

    @Override
    public Answer<List<RollupRow>> rollup(RollupQuery query, Caller caller) {
        rollupQueries.add(query);
        return rollup;
    }

    @Override
    public byte[] part(Query query, Hop hop) {
        hops.add(hop);
        return new byte[] {1, 2, 3};
    }
}
