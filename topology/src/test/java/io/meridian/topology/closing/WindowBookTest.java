package io.meridian.topology.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.flow.Partial;
import io.meridian.topology.flow.WatermarkMark;
import io.meridian.topology.window.TumblingWindows;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowBookTest {
    private static final long MINUTE = 60_000;
    private static final long GRACE = 30_000;
    private static final long HOUR = 60 * MINUTE;
    private static final Series CPU = new Series("eu", "cpu_load");

    @TempDir
    Path stateDir;

    private final Map<String, StateStore> stores = new HashMap<>();
    private final List<String> published = new ArrayList<>();

    @BeforeEach
    void openStores() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        File directory = stateDir.toFile();
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>(properties, new TaskId(1, 0), directory);
        for (StoreBuilder<?> builder : Stores.builders()) {
            StateStore store = builder.withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            stores.put(store.name(), store);
        }
    }

    @AfterEach
    void closeStores() {
        stores.values().forEach(StateStore::close);
    }

    @Test
    void shouldHoldAWindowOpenForTheSlowestPartition() {
        WindowBook book = book(2);
        book.merge(partial(0, 1));
        book.advance(mark(0, HOUR));
        book.advance(mark(1, 30_000));
        book.merge(partial(0, 2));

        book.advance(mark(1, MINUTE + GRACE - 1));
        assertThat(published).containsExactly("0 OPEN r0 n1", "0 OPEN r0 n2");

        book.advance(mark(1, MINUTE + GRACE));
        assertThat(published).endsWith("0 FINAL r0 n2").hasSize(3);
    }

    @Test
    void shouldCloseNothingBeforeEveryPartitionIsKnown() {
        WindowBook book = book(2);
        book.merge(partial(0, 1));

        book.advance(mark(0, HOUR));

        assertThat(published).containsExactly("0 OPEN r0 n1");
    }

    @Test
    void shouldNotWaitForAnIdlePartition() {
        WindowBook book = book(2);
        book.merge(partial(0, 1));
        book.advance(mark(0, HOUR));

        book.advance(new WatermarkMark(1, -1, true));

        assertThat(published).endsWith("0 FINAL r0 n1");
    }

    @Test
    void shouldCorrectAClosedWindowAndCountTheRevisionUpByOne() {
        WindowBook book = book(2);
        book.merge(partial(0, 1));
        book.advance(mark(0, HOUR));
        book.advance(new WatermarkMark(1, -1, true));

        book.merge(partial(0, 2));
        book.merge(partial(0, 3));

        assertThat(published).endsWith("0 FINAL r0 n1", "0 FINAL r1 n2", "0 FINAL r2 n3");
    }

    @Test
    void shouldHoldWindowsThatAReturningPartitionOpensUntilItHasPassedThem() {
        WindowBook book = book(2);
        book.advance(mark(0, HOUR));
        book.advance(new WatermarkMark(1, -1, true));

        book.merge(partial(0, 1));
        book.advance(new WatermarkMark(1, 10_000, false));
        book.merge(partial(0, 2));
        assertThat(published).containsExactly("0 OPEN r0 n1", "0 OPEN r0 n2");

        book.advance(mark(1, 2 * MINUTE));
        assertThat(published).endsWith("0 FINAL r0 n2");
    }

    @Test
    void shouldCloseTheLastWindowsWhenAllPartitionsAreIdle() {
        WindowBook book = book(2);
        book.merge(partial(0, 1));
        book.merge(partial(5 * MINUTE, 1));

        book.advance(new WatermarkMark(0, 5 * MINUTE, true));
        book.advance(new WatermarkMark(1, 0, true));

        assertThat(published).endsWith("0 FINAL r0 n1", "5 FINAL r0 n1");
    }

    @Test
    void shouldNotTurnBackWhenAFreshTaskDoesNotKnowItsWatermarkYet() {
        WindowBook book = book(1);
        book.advance(mark(0, 30_000));
        book.merge(partial(0, 1));
        book.advance(mark(0, MINUTE + GRACE));
        book.advance(new WatermarkMark(0, -1, false));

        book.merge(partial(0, 1));
        assertThat(published).endsWith("0 FINAL r1 n2");
    }

    @Test
    void shouldCarryOnFromItsStoresAsAnotherTask() {
        WindowBook before = book(2);
        before.merge(partial(0, 1));
        before.advance(mark(0, HOUR));

        WindowBook after = book(2);
        after.advance(mark(1, HOUR));

        assertThat(published).endsWith("0 FINAL r0 n1");
    }

    @Test
    void shouldForgetAWindowAndItsSeriesAfterTheRetention() {
        WindowBook book = book(1);
        book.merge(partial(0, 1));
        book.advance(mark(0, HOUR + MINUTE - 1));
        assertThat(keys(Stores.AGGREGATES)).hasSize(1);

        book.advance(mark(0, HOUR + MINUTE));

        assertThat(keys(Stores.AGGREGATES)).isEmpty();
        assertThat(keys(Stores.SERIES)).isEmpty();
        assertThat(keys(Stores.WINDOW_ORDER)).isEmpty();
    }

    @Test
    void shouldKeepWindowsThatASlowOrIdlePartitionMayStillCorrect() {
        WindowBook book = book(2);
        book.merge(partial(0, 1));
        book.advance(new WatermarkMark(1, 30_000, true));

        book.advance(mark(0, HOUR + 10 * MINUTE));
        assertThat(keys(Stores.AGGREGATES))
                .as("the idle one had readings of this window")
                .hasSize(1);

        book.advance(mark(0, 2 * HOUR + 2 * MINUTE));
        assertThat(keys(Stores.AGGREGATES)).as("but is not waited for for ever").isEmpty();
    }

    private WindowBook book(int rawPartitions) {
        ClosingOptions options = new ClosingOptions(
                new TumblingWindows(MINUTE, GRACE), Duration.ofMillis(HOUR), rawPartitions, "changes", "finals");
        return new WindowBook(
                options,
                store(Stores.AGGREGATES),
                store(Stores.SERIES),
                store(Stores.WINDOW_ORDER),
                store(Stores.PARTITION_TIMES),
                (key, state) -> published.add("%d %s r%d n%d"
                        .formatted(
                                key.start() / MINUTE,
                                state.status(),
                                state.revision(),
                                state.aggregate().count())));
    }

    @SuppressWarnings("unchecked") // Each name has one type, set in Stores.
    private <K, V> KeyValueStore<K, V> store(String name) {
        return (KeyValueStore<K, V>) Objects.requireNonNull(stores.get(name));
    }

    private List<Object> keys(String storeName) {
        List<Object> keys = new ArrayList<>();
        try (var all = store(storeName).all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private static Partial partial(long windowStart, int device) {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(device, device, 0);
        return new Partial(CPU, windowStart, aggregate);
    }

    private static WatermarkMark mark(int partition, long watermark) {
        return new WatermarkMark(partition, watermark, false);
    }
}
