package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The newest window of each series. */
record LatestLookUp(LatestQuery query, long windowSize) implements LookUp<WindowRow> {
    /** Some ten megabytes. */
    static final int MAX_ROWS = 20_000;

    @Override
    public Selection selection() {
        return query.selection();
    }

    @Override
    public RowCodec<WindowRow> codec() {
        return new RowCodec.WindowCodec();
    }

    /** Partitions side by side: each row is a look-up in a store and a summary to be decoded, and who asks for all of them waits. */
    @Override
    public Found<WindowRow> read(List<WindowStores.Stored> stores) {
        AtomicInteger found = new AtomicInteger();
        List<Found<WindowRow>> parts = SideBySide.map(stores, stored -> read(stored, found));
        if (found.get() > MAX_ROWS) {
            return Found.tooMany();
        }
        return new Found<>(
                parts.stream().anyMatch(Found::known),
                false,
                parts.stream().flatMap(part -> part.rows().stream()).toList());
    }

    /** @param found counts the rows of all partitions */
    private Found<WindowRow> read(WindowStores.Stored stored, AtomicInteger found) {
        Map<Series, Long> selected = SeriesOf.selected(stored, query.selection());
        List<WindowRow> rows = new ArrayList<>();
        for (Map.Entry<Series, Long> series : selected.entrySet()) {
            Optional<WindowRow> row = newest(stored.aggregates(), series.getKey(), series.getValue());
            if (row.isPresent()) {
                rows.add(row.get());
                if (found.incrementAndGet() > MAX_ROWS) {
                    return Found.tooMany();
                }
            }
        }
        return new Found<>(!selected.isEmpty(), false, rows);
    }

    /** The newest window in the status asked for; most often the newest of all, which one look-up finds. */
    private Optional<WindowRow> newest(
            ReadOnlyKeyValueStore<WindowKey, WindowState> store, Series series, long newest) {
        WindowState state = store.get(new WindowKey(series, newest));
        if (state != null && query.filter().hasStatus(state)) {
            return row(series, newest, state);
        }
        try (SeriesWalk older = new SeriesWalk(store, series, 0, newest)) {
            while (older.hasNext()) {
                KeyValue<WindowKey, WindowState> window = older.next();
                if (query.filter().hasStatus(window.value)) {
                    return row(series, window.key.start(), window.value);
                }
            }
            return Optional.empty();
        }
    }

    private Optional<WindowRow> row(Series series, long start, WindowState state) {
        return query.filter().isOverThreshold(state)
                ? Optional.of(WindowRow.of(series, start, start + windowSize, state))
                : Optional.empty();
    }
}
