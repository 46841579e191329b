package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Where this instance's state is read. A store may stop answering at any time, with an InvalidStateStoreException. */
interface WindowStores {
    /**
     * The stores of one partition; empty where this instance does not have it, or not yet whole.
     *
     * @param standby whether a copy is meant
     */
    Optional<Stored> stored(int partition, boolean standby);

    /**
     * @param partition which partition of the state
     * @param aggregates the windows of each series in the order of time
     * @param series the start of each series' newest window
     * @param staleMillis how old it is at most; 0 where it is no copy
     * @param staleRecords by how many records it lags; 0 where it is no copy
     */
    record Stored(
            int partition,
            ReadOnlyKeyValueStore<WindowKey, WindowState> aggregates,
            ReadOnlyKeyValueStore<Series, Long> series,
            long staleMillis,
            long staleRecords) {}
}
