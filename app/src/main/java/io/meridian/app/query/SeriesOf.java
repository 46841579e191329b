package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Finds the series of a store that a selection means. */
final class SeriesOf {
    private SeriesOf() {}

    /** Each with the start of its newest window. */
    static Map<Series, Long> selected(WindowStores.Stored stored, Selection selection) {
        Map<Series, Long> selected = new HashMap<>();
        Optional<Series> single = selection.single();
        if (single.isPresent()) {
            Long newest = stored.series().get(single.get());
            if (newest != null) {
                selected.put(single.get(), newest);
            }
            return selected;
        }
        try (KeyValueIterator<Series, Long> all = stored.series().all()) {
            while (all.hasNext()) {
                KeyValue<Series, Long> entry = all.next();
                if (selection.matches(entry.key)) {
                    selected.put(entry.key, entry.value);
                }
            }
        }
        return selected;
    }
}
