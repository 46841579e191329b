package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;

/** Windows merged into steps, as they are read. */
record RollupLookUp(RollupQuery query) implements LookUp<RollupCell> {
    /** Each of them may hold a sketch of some 30 kB. */
    static final int MAX_CELLS = 1_000;

    @Override
    public Selection selection() {
        return query.selection();
    }

    @Override
    public RowCodec<RollupCell> codec() {
        return new RowCodec.CellCodec();
    }

    @Override
    public Found<RollupCell> read(List<WindowStores.Stored> stores) {
        boolean known = false;
        Map<RollupCell.Key, RollupCell> cells = new HashMap<>();
        for (WindowStores.Stored stored : stores) {
            for (Map.Entry<Series, Long> series :
                    SeriesOf.selected(stored, query.selection()).entrySet()) {
                known = true;
                if (!merge(stored, series.getKey(), series.getValue(), cells)) {
                    return Found.tooMany();
                }
            }
        }
        return new Found<>(known, false, List.copyOf(cells.values()));
    }

    /** @return false where there are too many cells */
    private boolean merge(
            WindowStores.Stored stored, Series series, long newest, Map<RollupCell.Key, RollupCell> cells) {
        long last = Math.min(newest, query.to() - 1);
        if (last < query.from()) {
            return true;
        }
        try (SeriesWalk walk = new SeriesWalk(stored.aggregates(), series, query.from(), last)) {
            while (walk.hasNext()) {
                KeyValue<WindowKey, WindowState> window = walk.next();
                RollupCell.Key key = RollupCell.Key.of(series, window.key.start(), query);
                cells.merge(key, RollupCell.of(key, window.value), RollupCell::merge);
                if (cells.size() > MAX_CELLS) {
                    return false;
                }
            }
            return true;
        }
    }
}
