package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Override
    public Found<WindowRow> read(List<WindowStores.Stored> stores) {
        boolean known = false;
        List<WindowRow> rows = new ArrayList<>();
        for (WindowStores.Stored stored : stores) {
            for (Map.Entry<Series, Long> series :
                    SeriesOf.selected(stored, query.selection()).entrySet()) {
                known = true;
                newest(stored.aggregates(), series.getKey(), series.getValue()).ifPresent(rows::add);
                if (rows.size() > MAX_ROWS) {
                    return Found.tooMany();
                }
            }
        }
        return new Found<>(known, false, rows);
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
