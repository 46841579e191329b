package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one series, newest first. Opens its iterator only when asked for the first row: of many series, most are
 * never asked, as a page is full before.
 */
final class SeriesWalk implements AutoCloseable, Iterator<KeyValue<WindowKey, WindowState>> {
    private final ReadOnlyKeyValueStore<WindowKey, WindowState> store;
    private final Series series;
    private final long from;
    private final long newest;
    private @Nullable KeyValueIterator<WindowKey, WindowState> open;

    /**
     * @param from the earliest start of a window, at least 0
     * @param newest the latest start of a window, inclusive
     */
    SeriesWalk(ReadOnlyKeyValueStore<WindowKey, WindowState> store, Series series, long from, long newest) {
        this.store = store;
        this.series = series;
        this.from = from;
        this.newest = newest;
    }

    /** Where its next row stands at the earliest, as far as can be told without reading. */
    RowPosition earliest() {
        return new RowPosition(newest, series);
    }

    /** The next window that a filter keeps. */
    Optional<KeyValue<WindowKey, WindowState>> next(RowFilter filter) {
        while (hasNext()) {
            KeyValue<WindowKey, WindowState> window = next();
            if (filter.keeps(window.value)) {
                return Optional.of(window);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean hasNext() {
        return iterator().hasNext();
    }

    @Override
    public KeyValue<WindowKey, WindowState> next() {
        return iterator().next();
    }

    private KeyValueIterator<WindowKey, WindowState> iterator() {
        if (open == null) {
            open = store.reverseRange(new WindowKey(series, from), new WindowKey(series, newest));
        }
        return open;
    }

    /** An iterator left open pins what the store would delete. */
    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }
}
