package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Where the state is read. A store may stop answering at any time, with an InvalidStateStoreException. */
interface WindowStores {
    /**
     * The windows of each series in the order of time.
     *
     * @throws StoresUnavailableException if there is no state to be read yet, or no longer
     */
    ReadOnlyKeyValueStore<WindowKey, WindowState> aggregates();

    /**
     * The start of each series' newest window.
     *
     * @throws StoresUnavailableException if there is no state to be read yet, or no longer
     */
    ReadOnlyKeyValueStore<Series, Long> series();
}
