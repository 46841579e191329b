package io.meridian.topology.closing;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.flow.Partial;
import io.meridian.topology.flow.WatermarkMark;
import io.meridian.topology.window.TumblingWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The windows of one partition of series: merges what the first stage sends, closes windows when the marks of all raw
 * partitions have passed them, corrects closed ones, and forgets them after their retention. All it knows is in its
 * stores, so a task that moves or restarts carries on exactly where the last commit stood.
 */
final class WindowBook {
    /** Windows forgotten at one mark: enough to keep up, few enough not to hold up the stream thread. */
    private static final int MAX_EXPIRED_AT_ONCE = 10_000;

    private static final byte[] PRESENT = {1};

    private final TumblingWindows windows;
    private final long retention;
    private final KeyValueStore<WindowKey, WindowState> aggregates;
    private final KeyValueStore<Series, Long> newest;
    private final KeyValueStore<OrderKey, byte[]> order;
    private final KeyValueStore<Integer, PartitionTime> times;
    private final BiConsumer<WindowKey, WindowState> publish;
    private final EventTime eventTime;
    private long openWindows;

    WindowBook(
            ClosingOptions options,
            KeyValueStore<WindowKey, WindowState> aggregates,
            KeyValueStore<Series, Long> newest,
            KeyValueStore<OrderKey, byte[]> order,
            KeyValueStore<Integer, PartitionTime> times,
            BiConsumer<WindowKey, WindowState> publish) {
        this.windows = options.windows();
        this.retention = options.retention().toMillis();
        this.aggregates = aggregates;
        this.newest = newest;
        this.order = order;
        this.times = times;
        this.publish = publish;
        this.eventTime = new EventTime(options.rawPartitions(), retention);
        try (KeyValueIterator<Integer, PartitionTime> known = times.all()) {
            known.forEachRemaining(entry -> eventTime.put(entry.key, entry.value));
        }
        try (KeyValueIterator<OrderKey, byte[]> open =
                order.range(OrderKey.first(Status.OPEN), OrderKey.first(Status.FINAL))) {
            open.forEachRemaining(entry -> openWindows++);
        }
    }

    /** How many windows are open now. */
    long openWindows() {
        return openWindows;
    }

    /** Adds the readings of a partial; a window that has closed is corrected, and its revision counts up. */
    void merge(Partial partial) {
        WindowKey key = new WindowKey(partial.series(), partial.windowStart());
        WindowState known = aggregates.get(key);
        WindowState changed = known == null ? open(key, partial.aggregate()) : merge(known, partial.aggregate());
        aggregates.put(key, changed);
        publish.accept(key, changed);
    }

    private WindowState open(WindowKey key, WindowAggregate aggregate) {
        order.put(new OrderKey(Status.OPEN, key.start(), key.series()), PRESENT);
        openWindows++;
        Long newestStart = newest.get(key.series());
        if (newestStart == null || newestStart < key.start()) {
            newest.put(key.series(), key.start());
        }
        return new WindowState(Status.OPEN, 0, aggregate);
    }

    private static WindowState merge(WindowState known, WindowAggregate readings) {
        known.aggregate().merge(readings);
        return switch (known.status()) {
            case OPEN -> known;
            case FINAL -> new WindowState(Status.FINAL, known.revision() + 1, known.aggregate());
        };
    }

    /** Takes note of how far a raw partition has come; closes and forgets what that allows. */
    void advance(WatermarkMark mark) {
        PartitionTime time = eventTime.of(mark.partition()).after(mark);
        times.put(mark.partition(), time);
        eventTime.put(mark.partition(), time);
        for (OrderKey closable : upTo(Status.OPEN, windows.firstOpenAt(eventTime.closing()), Integer.MAX_VALUE)) {
            close(closable);
        }
        long forgotten = eventTime.expiring() - retention + windows.grace();
        for (OrderKey expired : upTo(Status.FINAL, windows.firstOpenAt(forgotten), MAX_EXPIRED_AT_ONCE)) {
            forget(expired);
        }
    }

    private void close(OrderKey open) {
        order.delete(open);
        openWindows--;
        WindowKey key = new WindowKey(open.series(), open.start());
        WindowState known = aggregates.get(key);
        if (known == null) {
            // Only at-least-once lets a crash part the two stores; the window's readings come again, and open it anew.
            return;
        }
        WindowState closed = known.closed();
        aggregates.put(key, closed);
        order.put(new OrderKey(Status.FINAL, open.start(), open.series()), PRESENT);
        publish.accept(key, closed);
    }

    private void forget(OrderKey expired) {
        aggregates.delete(new WindowKey(expired.series(), expired.start()));
        order.delete(expired);
        Long newestStart = newest.get(expired.series());
        if (newestStart != null && newestStart == expired.start()) {
            newest.delete(expired.series());
        }
    }

    /** The windows of a status that start before a time, oldest first. */
    private List<OrderKey> upTo(Status status, long startBefore, int atMost) {
        List<OrderKey> found = new ArrayList<>();
        if (startBefore <= 0) {
            return found;
        }
        try (KeyValueIterator<OrderKey, byte[]> walk =
                order.range(OrderKey.first(status), OrderKey.before(status, startBefore))) {
            while (walk.hasNext() && found.size() < atMost) {
                found.add(walk.next().key);
            }
        }
        return found;
    }
}
