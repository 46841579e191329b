package io.meridian.topology.closing;

import io.meridian.topology.aggregate.Series;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The state stores of the second stage, one set for each partition of the partials topic. Plain key-value stores, as a
 * window store forgets by the newest time it has seen, and would drop what a slow partition brings.
 */
public final class Stores {
    /** The windows of each series in the order of time: what look-ups read. */
    public static final String AGGREGATES = "aggregates";

    /** The newest window of each series. */
    public static final String SERIES = "series";

    /** The windows in the order of time, open ones first: what closing and expiring walk along. */
    static final String WINDOW_ORDER = "window-order";

    /** How far each raw partition has come. */
    static final String PARTITION_TIMES = "partition-times";

    private Stores() {}

    /** The topics that remember what is in them, without the application id before it. */
    public static List<String> changelogs() {
        return Stream.of(AGGREGATES, SERIES, WINDOW_ORDER, PARTITION_TIMES)
                .map(store -> store + "-changelog")
                .toList();
    }

    static Set<StoreBuilder<?>> builders() {
        return Set.of(
                store(AGGREGATES, windowKeys(), windowStates()),
                store(SERIES, serde(Series::toBytes, Series::fromBytes), Serdes.Long()),
                store(WINDOW_ORDER, orderKeys(), Serdes.ByteArray()),
                store(PARTITION_TIMES, Serdes.Integer(), partitionTimes()));
    }

    /** How the keys of {@link #AGGREGATES} are written. */
    static Serde<WindowKey> windowKeys() {
        return serde(WindowKey::toBytes, WindowKey::fromBytes);
    }

    static Serde<WindowState> windowStates() {
        return serde(WindowState::toBytes, WindowState::fromBytes);
    }

    static Serde<OrderKey> orderKeys() {
        return serde(OrderKey::toBytes, OrderKey::fromBytes);
    }

    static Serde<PartitionTime> partitionTimes() {
        return serde(PartitionTime::toBytes, PartitionTime::fromBytes);
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(String name, Serde<K> keys, Serde<V> values) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), keys, values)
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    private static <T> Serde<T> serde(Function<T, byte[]> write, Function<byte[], T> read) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : write.apply(value),
                (topic, bytes) -> bytes == null ? null : read(read, bytes));
    }

    /** @throws IllegalArgumentException if the bytes are of no such thing, also where they end early */
    private static <T> T read(Function<byte[], T> read, byte[] bytes) {
        try {
            return read.apply(bytes);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException(
                    "expected more than " + bytes.length + " bytes: was the store written by another program?", e);
        }
    }
}
