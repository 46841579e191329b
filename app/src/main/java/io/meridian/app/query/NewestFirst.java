package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The windows of many series in one order, newest first: a merge that reads only as far as the page goes. */
final class NewestFirst implements AutoCloseable {
    private final WindowsQuery query;
    private final long windowSize;
    private final List<SeriesWalk> walks = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>();

    /** @param windowSize length of a window in milliseconds */
    NewestFirst(WindowsQuery query, long windowSize) {
        this.query = query;
        this.windowSize = windowSize;
    }

    /** @param series the series to read, with the start of the newest window of each */
    void add(ReadOnlyKeyValueStore<WindowKey, WindowState> store, Map<Series, Long> series) {
        series.forEach((one, newestKnown) -> {
            long behind = query.after().map(after -> after.newestBehind(one)).orElse(Long.MAX_VALUE);
            long newest = Math.min(newestKnown, Math.min(query.to() - 1, behind));
            if (newest >= query.from()) {
                SeriesWalk walk = new SeriesWalk(store, one, query.from(), newest);
                walks.add(walk);
                heads.add(new Head(walk.earliest(), walk, Optional.empty()));
            }
        });
    }

    /** The first rows, at most so many. */
    List<WindowRow> rows(int most) {
        List<WindowRow> rows = new ArrayList<>();
        for (Head head = heads.poll(); head != null; head = heads.poll()) {
            if (head.row().isPresent()) {
                rows.add(head.row().get());
                if (rows.size() == most) {
                    return rows;
                }
            }
            readOn(head.walk());
        }
        return rows;
    }

    private void readOn(SeriesWalk walk) {
        walk.next(query.filter())
                .map(this::row)
                .ifPresent(row -> heads.add(new Head(row.position(), walk, Optional.of(row))));
    }

    private WindowRow row(KeyValue<WindowKey, WindowState> window) {
        return WindowRow.of(window.key.series(), window.key.start(), window.key.start() + windowSize, window.value);
    }

    @Override
    public void close() {
        walks.forEach(SeriesWalk::close);
    }

    /** The next row of a series, or the place before which it cannot be. */
    private record Head(RowPosition position, SeriesWalk walk, Optional<WindowRow> row) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            return position.compareTo(other.position);
        }
    }
}
