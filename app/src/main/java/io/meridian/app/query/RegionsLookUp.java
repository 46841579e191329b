package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Every series there is. */
record RegionsLookUp() implements LookUp<Series> {
    /** Some ten megabytes. */
    static final int MAX_SERIES = 100_000;

    @Override
    public Selection selection() {
        return new RegionsQuery().selection();
    }

    @Override
    public RowCodec<Series> codec() {
        return new RowCodec.SeriesCodec();
    }

    @Override
    public Found<Series> read(List<WindowStores.Stored> stores) {
        List<Series> series = new ArrayList<>();
        for (WindowStores.Stored stored : stores) {
            try (KeyValueIterator<Series, Long> all = stored.series().all()) {
                while (all.hasNext()) {
                    if (series.size() == MAX_SERIES) {
                        return Found.tooMany();
                    }
                    series.add(all.next().key);
                }
            }
        }
        return new Found<>(!series.isEmpty(), false, series);
    }
}
