package io.meridian.app.query;

import io.meridian.topology.closing.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores of a running Kafka Streams, and who else has which; of none, until there is one. */
public final class StreamsStores implements WindowStores, Members {
    private final Optional<Duration> maxStaleness;
    private final StandbyLags lags = new StandbyLags();
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    private record Running(KafkaStreams streams, String topic, int partitions, Member self) {}

    /** @param maxStaleness how old a copy may be that answers; empty where none may */
    public StreamsStores(Optional<Duration> maxStaleness) {
        this.maxStaleness = maxStaleness;
    }

    /**
     * Reads from this one from now on.
     *
     * @param topic the whole name of the topic whose partitions are those of the state
     * @param partitions how many it has
     * @param self this instance, as Kafka Streams tells it to the others
     */
    public void open(KafkaStreams streams, String topic, int partitions, Member self) {
        running.set(new Running(streams, topic, partitions, self));
    }

    @Override
    public int partitions() {
        return running().partitions();
    }

    @Override
    public Membership now() {
        Running now = running();
        Map<Integer, Member> owners = new HashMap<>();
        Map<Integer, List<Member>> standbys = new HashMap<>();
        Set<Member> all = new HashSet<>(Set.of(now.self()));
        for (StreamsMetadata metadata : metadata(now)) {
            Member member = member(metadata.hostInfo());
            all.add(member);
            partitions(metadata.topicPartitions(), now).forEach(partition -> owners.put(partition, member));
            partitions(metadata.standbyTopicPartitions(), now)
                    .forEach(partition -> standbys.computeIfAbsent(partition, one -> new ArrayList<>())
                            .add(member));
        }
        return new Membership(now.self(), all, owners, standbys);
    }

    private static List<StreamsMetadata> metadata(Running now) {
        try {
            return now.streams().metadataForAllStreamsClients().stream()
                    // Before the first assignment there is one without a host.
                    .filter(metadata -> metadata.hostInfo().port() > 0)
                    .toList();
        } catch (StreamsNotStartedException | IllegalStateException e) {
            throw new StoresUnavailableException(
                    "the instance is " + now.streams().state());
        }
    }

    private static Member member(HostInfo host) {
        return new Member(host.host(), host.port());
    }

    private static List<Integer> partitions(Set<TopicPartition> of, Running now) {
        return of.stream()
                .filter(partition -> partition.topic().equals(now.topic()))
                .map(TopicPartition::partition)
                .sorted()
                .toList();
    }

    @Override
    public Optional<Stored> stored(int partition, boolean standby) {
        KafkaStreams streams = running().streams();
        if (!streams.state().isRunningOrRebalancing()) {
            return Optional.empty();
        }
        StandbyLags.Lag lag = new StandbyLags.Lag(0, 0);
        if (standby) {
            Optional<StandbyLags.Lag> known = lags.of(partition, now(System.nanoTime()));
            if (known.isEmpty()
                    || maxStaleness.isEmpty()
                    || known.get().millis() > maxStaleness.get().toMillis()) {
                return Optional.empty();
            }
            lag = known.get();
        }
        try {
            return Optional.of(new Stored(
                    partition,
                    store(streams, Stores.AGGREGATES, partition, standby),
                    store(streams, Stores.SERIES, partition, standby),
                    lag.millis(),
                    lag.records()));
        } catch (InvalidStateStoreException e) {
            return Optional.empty();
        }
    }

    private static <K, V> ReadOnlyKeyValueStore<K, V> store(
            KafkaStreams streams, String name, int partition, boolean standby) {
        StoreQueryParameters<ReadOnlyKeyValueStore<K, V>> active = StoreQueryParameters.fromNameAndType(
                        name, new StoreItself<K, V>())
                .withPartition(partition);
        return streams.store(standby ? active.enableStaleStores() : active);
    }

    /** Notes how far copies are; to be called some times a second where copies may answer. Asks a broker. */
    public void noteLags() {
        Running now = running.get();
        if (now == null || !now.streams().state().isRunningOrRebalancing()) {
            return;
        }
        Membership membership = now();
        Set<Integer> copies = new HashSet<>();
        membership.standbys().forEach((partition, members) -> {
            if (members.contains(now.self())) {
                copies.add(partition);
            }
        });
        lags.keepOnly(copies);
        if (copies.isEmpty()) {
            return;
        }
        long before = now(System.nanoTime());
        lagsOf(now).forEach((partition, lag) -> {
            if (copies.contains(partition)) {
                lags.note(partition, lag.currentOffsetPosition(), lag.endOffsetPosition(), before);
            }
        });
    }

    /** What this instance says of itself, empty while it is starting. Asks a broker. */
    public Optional<InstanceReport> report() {
        Running now = running.get();
        if (now == null || !now.streams().state().isRunningOrRebalancing()) {
            return Optional.empty();
        }
        Membership membership = now();
        Map<Integer, Long> restoring = new TreeMap<>();
        lagsOf(now).forEach((partition, lag) -> restoring.put(partition, lag.offsetLag()));
        return Optional.of(new InstanceReport(
                now.streams().state().name(),
                membership.owners().entrySet().stream()
                        .filter(owner -> owner.getValue().equals(now.self()))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                membership.standbys().entrySet().stream()
                        .filter(standby -> standby.getValue().contains(now.self()))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                restoring,
                StreamsFigures.inputLag(now.streams().metrics().values()),
                StreamsFigures.ingest(now.streams().metrics().values())));
    }

    private static Map<Integer, LagInfo> lagsOf(Running now) {
        try {
            return now.streams().allLocalStorePartitionLags().getOrDefault(Stores.AGGREGATES, Map.of());
        } catch (StreamsException | IllegalStateException e) {
            return Map.of();
        }
    }

    private Running running() {
        Running now = running.get();
        if (now == null) {
            throw new StoresUnavailableException("the instance is starting");
        }
        return now;
    }

    private static long now(long nanos) {
        return nanos / 1_000_000;
    }
}
