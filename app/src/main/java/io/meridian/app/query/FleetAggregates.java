package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.flow.Partitioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The aggregates of all instances: asks whoever holds a part, this one's own stores too, and joins what they say. */
public final class FleetAggregates implements Aggregates {
    /** A roll-up may hold some 30 MB; no more than so many at once. */
    private static final int ROLLUPS_AT_ONCE = 3;

    /** Nor more parts of the roll-ups of others. */
    private static final int ROLLUP_PARTS_AT_ONCE = 6;

    private final StoredAggregates own;
    private final Members members;
    private final Peers peers;
    private final long windowSize;
    private final boolean standbys;
    private final Retries retries;
    private final Semaphore rollups = new Semaphore(ROLLUPS_AT_ONCE, true);
    private final Semaphore rollupParts = new Semaphore(ROLLUP_PARTS_AT_ONCE, true);

    /**
     * @param stores this instance's own, and who has which
     * @param peers asks the others
     * @param windowSize length of a window
     * @param standbys whether copies may answer where owners do not
     */
    public FleetAggregates(StreamsStores stores, Peers peers, Duration windowSize, boolean standbys) {
        this(stores, stores, peers, windowSize, standbys, Retries.brief());
    }

    FleetAggregates(
            WindowStores stores, Members members, Peers peers, Duration windowSize, boolean standbys, Retries retries) {
        this.own = new StoredAggregates(stores);
        this.members = members;
        this.peers = peers;
        this.windowSize = windowSize.toMillis();
        this.standbys = standbys;
        this.retries = retries;
    }

    @Override
    public Answer<List<RegionMetrics>> regions(Caller caller) {
        return answer(new RegionsLookUp(), caller, RegionsLookUp.MAX_SERIES, FleetAggregates::byRegion);
    }

    private static List<RegionMetrics> byRegion(List<Series> series) {
        Map<String, TreeSet<String>> metrics = new TreeMap<>();
        series.forEach(one ->
                metrics.computeIfAbsent(one.region(), region -> new TreeSet<>()).add(one.metric()));
        return metrics.entrySet().stream()
                .map(entry -> new RegionMetrics(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    @Override
    public Answer<Page> windows(WindowsQuery query, Caller caller) {
        return answer(new WindowsLookUp(query, windowSize), caller, Integer.MAX_VALUE, rows -> page(rows, query));
    }

    private static Page page(List<WindowRow> rows, WindowsQuery query) {
        List<WindowRow> sorted = rows.stream()
                .sorted(Comparator.comparing(WindowRow::position))
                .limit(query.limit() + 1L)
                .toList();
        if (sorted.size() <= query.limit()) {
            return new Page(sorted, Optional.empty());
        }
        List<WindowRow> page = sorted.subList(0, query.limit());
        return new Page(page, Optional.of(page.get(page.size() - 1).position()));
    }

    @Override
    public Answer<List<WindowRow>> latest(LatestQuery query, Caller caller) {
        return answer(
                new LatestLookUp(query, windowSize),
                caller,
                LatestLookUp.MAX_ROWS,
                rows -> rows.stream().sorted(FleetAggregates::highestMeanFirst).toList());
    }

    private static int highestMeanFirst(WindowRow one, WindowRow other) {
        int order = Double.compare(other.figures().mean(), one.figures().mean());
        return order != 0 ? order : one.position().compareTo(other.position());
    }

    @Override
    public Answer<List<RollupRow>> rollup(RollupQuery query, Caller caller) {
        return oneOfFew(
                        rollups,
                        () -> answer(new RollupLookUp(query), caller, RollupLookUp.MAX_CELLS, cells -> {
                            Map<RollupCell.Key, RollupCell> merged = new TreeMap<>();
                            cells.forEach(cell -> merged.merge(cell.key(), cell, RollupCell::merge));
                            return merged.values().stream()
                                    .map(cell -> cell.toRow(query.step()))
                                    .toList();
                        }))
                .orElseGet(() -> new Answer.Unavailable<>("too many roll-ups are being answered"));
    }

    @Override
    public byte[] part(Query query, Hop hop) {
        if (query instanceof RollupQuery rollup) {
            // Asked by others: not in the queue of its own callers, as two instances could wait for each other.
            return oneOfFew(rollupParts, () -> part(new RollupLookUp(rollup), hop))
                    .orElseThrow(() -> new StoresUnavailableException("too many roll-ups are being answered"));
        }
        if (query instanceof WindowsQuery windows) {
            return part(new WindowsLookUp(windows, windowSize), hop);
        }
        if (query instanceof LatestQuery latest) {
            return part(new LatestLookUp(latest, windowSize), hop);
        }
        return part(new RegionsLookUp(), hop);
    }

    private <R> byte[] part(LookUp<R> lookUp, Hop hop) {
        return own.part(lookUp, hop).toBytes(lookUp.codec());
    }

    private <R, T> Answer<T> answer(LookUp<R> lookUp, Caller caller, int most, Function<List<R>, T> join) {
        try {
            Gathering<R> gathered = gather(lookUp, caller);
            if (gathered.isTooMuch()) {
                return new Answer.TooMuch<>(most);
            }
            if (gathered.isEmpty()) {
                return new Answer.Unavailable<>(reasons(gathered));
            }
            if (gathered.isComplete()
                    && !gathered.isKnown()
                    && !lookUp.selection().isEverything()) {
                return new Answer.UnknownSeries<>();
            }
            T joined = join.apply(gathered.rows());
            if (joined instanceof List<?> rows && rows.size() > most) {
                return new Answer.TooMuch<>(most);
            }
            return new Answer.Found<>(joined, new ArrayList<>(gathered.failures()), gathered.stale());
        } catch (StoresUnavailableException e) {
            return new Answer.Unavailable<>(String.valueOf(e.getMessage()));
        }
    }

    private <R> Gathering<R> gather(LookUp<R> lookUp, Caller caller) {
        Gathering<R> gathering = new Gathering<>(lookUp, caller, own, peers, partitions(lookUp.selection()));
        for (int made = 1; ; made++) {
            Membership membership = members.now();
            gathering.askOwners(membership);
            if (standbys && !gathering.isComplete()) {
                gathering.askStandbys(membership);
            }
            if (gathering.isComplete()
                    || gathering.isTooMuch()
                    || !gathering.isWorthRepeating(membership)
                    || !retries.another(made)) {
                return gathering;
            }
        }
    }

    private Set<Integer> partitions(Selection selection) {
        int count = members.partitions();
        return selection
                .single()
                .map(series -> Set.of(Partitioning.of(series, count)))
                .orElseGet(() -> IntStream.range(0, count).boxed().collect(Collectors.toSet()));
    }

    private static String reasons(Gathering<?> gathered) {
        return gathered.failures().stream()
                .map(failure -> failure.instance() + ": " + failure.reason())
                .collect(Collectors.joining("; "));
    }

    private <T> Optional<T> oneOfFew(Semaphore places, java.util.function.Supplier<T> work) {
        try {
            if (!places.tryAcquire(2, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            places.release();
        }
    }
}
