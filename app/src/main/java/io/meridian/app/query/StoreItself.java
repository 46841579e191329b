package io.meridian.app.query;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/**
 * Gives the store of one partition itself, where Kafka's own type gives a view that looks for it among all tasks at each call: for
 * 5,000 calls that takes as long as the reading. Held for one look-up, a store that moves away meanwhile is closed, and says so by
 * an InvalidStateStoreException as the view does. The interface is Kafka's public one; that its parameter lies in a package of
 * internals cannot be helped.
 */
final class StoreItself<K, V> implements QueryableStoreType<ReadOnlyKeyValueStore<K, V>> {
    private final QueryableStoreType<ReadOnlyKeyValueStore<K, V>> kind = QueryableStoreTypes.keyValueStore();

    @Override
    public boolean accepts(StateStore store) {
        return kind.accepts(store);
    }

    @Override
    public ReadOnlyKeyValueStore<K, V> create(StateStoreProvider provider, String name) {
        return provider.stores(name, kind).get(0);
    }
}
