package io.meridian.topology.ingest;

import java.util.OptionalLong;

/** How far the current stream thread's consumer is behind, as far as that can be known without asking the broker. */
@FunctionalInterface
public interface Lags {
    /**
     * @param topic name of an input topic
     * @param partition number of one of its partitions, assigned to the calling thread's consumer
     * @return records between the consumer's position and the partition's end, empty where that is not known
     */
    OptionalLong of(String topic, int partition);
}
