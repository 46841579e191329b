package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import java.util.List;
import java.util.Map;

/** Windows, newest first, and one more than the page has, to tell whether another follows. */
record WindowsLookUp(WindowsQuery query, long windowSize) implements LookUp<WindowRow> {
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
        try (NewestFirst merged = new NewestFirst(query, windowSize)) {
            for (WindowStores.Stored stored : stores) {
                Map<Series, Long> selected = SeriesOf.selected(stored, query.selection());
                known |= !selected.isEmpty();
                merged.add(stored.aggregates(), selected);
            }
            return new Found<>(known, false, merged.rows(query.limit() + 1));
        }
    }
}
