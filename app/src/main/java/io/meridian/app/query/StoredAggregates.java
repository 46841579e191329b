package io.meridian.app.query;

import io.meridian.app.query.WindowStores.Stored;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Reads this instance's own state stores. */
final class StoredAggregates {
    private final WindowStores stores;

    StoredAggregates(WindowStores stores) {
        this.stores = stores;
    }

    /**
     * What this instance has of the partitions asked for. A store may be gone between any two steps; then it speaks of none of
     * them, as half of a partition is worse than nothing.
     */
    <R> Part<R> part(LookUp<R> lookUp, Hop hop) {
        try {
            List<Stored> found = new ArrayList<>();
            for (int partition : hop.partitions()) {
                stores.stored(partition, hop.standby()).ifPresent(found::add);
            }
            if (found.isEmpty()) {
                return Part.ofNothing();
            }
            LookUp.Found<R> read = lookUp.read(found);
            return new Part<>(
                    found.stream()
                            .map(stored ->
                                    new Part.Covered(stored.partition(), stored.staleMillis(), stored.staleRecords()))
                            .toList(),
                    read.known(),
                    read.tooMuch(),
                    read.rows());
        } catch (InvalidStateStoreException | StoresUnavailableException e) {
            return Part.ofNothing();
        }
    }
}
