package io.meridian.app.query;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store in a sorted map, which counts its open iterators and can fail. */
final class FakeStore<K, V> implements ReadOnlyKeyValueStore<K, V> {
    private final NavigableMap<K, V> entries;
    private int openIterators;
    private int iteratorsOpened;
    private int failures;

    FakeStore(Comparator<K> order) {
        entries = new TreeMap<>(order);
    }

    void put(K key, V value) {
        entries.put(key, value);
    }

    void remove(K key) {
        entries.remove(key);
    }

    /** Fails at the next so many accesses, as during a rebalance. */
    void failNext(int times) {
        failures = times;
    }

    int openIterators() {
        return openIterators;
    }

    int iteratorsOpened() {
        return iteratorsOpened;
    }

    @Override
    public @Nullable V get(K key) {
        mayFail();
        return entries.get(key);
    }

    @Override
    public KeyValueIterator<K, V> range(K from, K to) {
        return iterator(entries.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(K from, K to) {
        return iterator(entries.subMap(from, true, to, true).descendingMap());
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return iterator(entries);
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }

    private void mayFail() {
        if (failures > 0) {
            failures--;
            throw new InvalidStateStoreException("the store has moved");
        }
    }

    private KeyValueIterator<K, V> iterator(Map<K, V> of) {
        mayFail();
        openIterators++;
        iteratorsOpened++;
        Iterator<Map.Entry<K, V>> walk = of.entrySet().iterator();
        return new KeyValueIterator<>() {
            private boolean closed;

            @Override
            public boolean hasNext() {
                mayFail();
                return walk.hasNext();
            }

            @Override
            public KeyValue<K, V> next() {
                Map.Entry<K, V> entry = walk.next();
                return KeyValue.pair(entry.getKey(), entry.getValue());
            }

            @Override
            public K peekNextKey() {
                throw new UnsupportedOperationException("look-ups do not peek");
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    openIterators--;
                }
            }
        };
    }
}
