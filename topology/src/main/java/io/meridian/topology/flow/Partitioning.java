package io.meridian.topology.flow;

import io.meridian.topology.aggregate.Series;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Which partition a record goes to. A series has the same one in the partials topic, the store and both outputs. */
public final class Partitioning {
    private Partitioning() {}

    /** The partition of a series among so many: Kafka's own hash (murmur2) over {@link Series#toBytes()}. */
    public static int of(Series series, int partitions) {
        return Utils.toPositive(Utils.murmur2(series.toBytes())) % partitions;
    }

    /** A partial goes to its series' partition, a mark to all. */
    public static StreamPartitioner<byte[], IngestOutput> ofPartials() {
        return (topic, key, output, partitions) -> Optional.of(
                output instanceof Partial partial
                        ? Set.of(of(partial.series(), partitions))
                        : IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
    }

    /** A dead letter goes to the partition it came from, so that the order of a raw partition is kept. */
    public static StreamPartitioner<byte[], IngestOutput> ofDeadLetters() {
        return (topic, key, output, partitions) ->
                Optional.of(Set.of(output instanceof DeadLetter letter ? letter.partition() % partitions : 0));
    }

    /** By the series of a key, whatever else the key holds. */
    public static <K, V> StreamPartitioner<K, V> bySeries(Function<? super K, Series> series) {
        return (topic, key, value, partitions) -> Optional.of(Set.of(of(series.apply(key), partitions)));
    }
}
