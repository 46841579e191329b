package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Aggregates read from this instance's state stores. */
public final class StoredAggregates implements Aggregates {
    private static final Comparator<WindowRow> HIGHEST_MEAN_FIRST = Comparator.comparingDouble(
                    (WindowRow row) -> row.state().aggregate().mean())
            .reversed()
            .thenComparing(WindowRow::position);

    private final WindowStores stores;
    private final long windowSize;
    private final Retries retries;

    /** @param windowSize length of a window */
    public StoredAggregates(StreamsStores stores, Duration windowSize) {
        this(stores, windowSize, Retries.brief());
    }

    StoredAggregates(WindowStores stores, Duration windowSize, Retries retries) {
        this.stores = stores;
        this.windowSize = windowSize.toMillis();
        this.retries = retries;
    }

    @Override
    public Answer<List<RegionMetrics>> regions() {
        return answer(() -> {
            Map<String, TreeSet<String>> metrics = new TreeMap<>();
            try (KeyValueIterator<Series, Long> all = stores.series().all()) {
                all.forEachRemaining(entry -> metrics.computeIfAbsent(entry.key.region(), region -> new TreeSet<>())
                        .add(entry.key.metric()));
            }
            return new Answer.Found<>(metrics.entrySet().stream()
                    .map(entry -> new RegionMetrics(entry.getKey(), List.copyOf(entry.getValue())))
                    .toList());
        });
    }

    @Override
    public Answer<Page> windows(WindowsQuery query) {
        return answer(() -> {
            Map<Series, Long> selected = select(query.selection());
            if (selected.isEmpty() && !query.selection().isEverything()) {
                return new Answer.UnknownSeries<>();
            }
            try (NewestFirst merged = new NewestFirst(stores.aggregates(), selected, query, windowSize)) {
                return new Answer.Found<>(merged.page());
            }
        });
    }

    @Override
    public Answer<List<WindowRow>> latest(LatestQuery query) {
        return answer(() -> {
            Map<Series, Long> selected = select(query.selection());
            if (selected.isEmpty() && !query.selection().isEverything()) {
                return new Answer.UnknownSeries<>();
            }
            ReadOnlyKeyValueStore<WindowKey, WindowState> store = stores.aggregates();
            List<WindowRow> rows = new ArrayList<>();
            selected.forEach((series, newest) -> newest(store, series, newest, query.filter())
                    .filter(row -> query.filter().isOverThreshold(row.state()))
                    .ifPresent(rows::add));
            rows.sort(HIGHEST_MEAN_FIRST);
            return new Answer.Found<>(rows);
        });
    }

    /** The newest window in the status asked for; most often the newest of all, which one look-up finds. */
    private Optional<WindowRow> newest(
            ReadOnlyKeyValueStore<WindowKey, WindowState> store, Series series, long newest, RowFilter filter) {
        WindowState state = store.get(new WindowKey(series, newest));
        if (state != null && filter.hasStatus(state)) {
            return Optional.of(new WindowRow(series, newest, newest + windowSize, state));
        }
        try (SeriesWalk older = new SeriesWalk(store, series, 0, newest)) {
            while (older.hasNext()) {
                KeyValue<WindowKey, WindowState> window = older.next();
                if (filter.hasStatus(window.value)) {
                    long start = window.key.start();
                    return Optional.of(new WindowRow(series, start, start + windowSize, window.value));
                }
            }
            return Optional.empty();
        }
    }

    private Map<Series, Long> select(Selection selection) {
        Map<Series, Long> selected = new HashMap<>();
        Optional<Series> single = selection.single();
        if (single.isPresent()) {
            Long newest = stores.series().get(single.get());
            if (newest != null) {
                selected.put(single.get(), newest);
            }
            return selected;
        }
        try (KeyValueIterator<Series, Long> all = stores.series().all()) {
            while (all.hasNext()) {
                KeyValue<Series, Long> entry = all.next();
                if (selection.matches(entry.key)) {
                    selected.put(entry.key, entry.value);
                }
            }
        }
        return selected;
    }

    /** A store may be gone between any two steps, so the whole look-up is done again. */
    private <T> Answer<T> answer(Supplier<Answer<T>> lookUp) {
        try {
            return retries.call(lookUp);
        } catch (StoresUnavailableException | InvalidStateStoreException e) {
            return new Answer.Unavailable<>(String.valueOf(e.getMessage()));
        }
    }
}
