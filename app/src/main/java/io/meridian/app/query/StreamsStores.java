package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.Stores;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores of a running Kafka Streams; of none, until there is one. */
public final class StreamsStores implements WindowStores {
    private final AtomicReference<@Nullable KafkaStreams> streams = new AtomicReference<>();

    /** Reads from this one from now on. */
    public void open(KafkaStreams running) {
        streams.set(running);
    }

    @Override
    public ReadOnlyKeyValueStore<WindowKey, WindowState> aggregates() {
        return store(Stores.AGGREGATES);
    }

    @Override
    public ReadOnlyKeyValueStore<Series, Long> series() {
        return store(Stores.SERIES);
    }

    private <K, V> ReadOnlyKeyValueStore<K, V> store(String name) {
        KafkaStreams running = streams.get();
        if (running == null) {
            throw new StoresUnavailableException("the instance is starting");
        }
        KafkaStreams.State state = running.state();
        if (!state.isRunningOrRebalancing()) {
            throw new StoresUnavailableException("the instance is " + state);
        }
        return running.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<K, V>keyValueStore()));
    }
}
