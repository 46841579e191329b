package io.meridian.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When committed aggregates reached somebody who reads the topic of changes, by this JVM's clock. */
final class Arrivals implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Integer, NavigableSet<Long>> times = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::read, "arrivals");

    Arrivals(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        50,
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        5_000,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        thread.start();
    }

    private void read() {
        try (consumer) {
            while (true) {
                Set<TopicPartition> spoke =
                        consumer.poll(Duration.ofMillis(100)).partitions();
                long now = System.nanoTime();
                spoke.forEach(
                        partition -> times.computeIfAbsent(partition.partition(), any -> new ConcurrentSkipListSet<>())
                                .add(now));
            }
        } catch (WakeupException e) {
            // Closed.
        }
    }

    /** How long after a time of {@link System#nanoTime} the first one came, in milliseconds; empty while none has. */
    OptionalLong millisFrom(long nanos) {
        return times.values().stream()
                .map(some -> some.higher(nanos))
                .filter(Objects::nonNull)
                .mapToLong(first -> (first - nanos) / 1_000_000)
                .min();
    }

    /** Whether each partition that ever had one has had one since. */
    boolean allSince(long nanos) {
        return times.values().stream().allMatch(some -> some.higher(nanos) != null);
    }

    /** The longest time that any partition had nothing new, from the last one before a time on, in milliseconds. */
    long standstillSince(long nanos) {
        return times.values().stream()
                .mapToLong(some -> longestGap(some, nanos))
                .max()
                .orElse(0);
    }

    /** The longest time that no partition had anything new, likewise. */
    long silenceSince(long nanos) {
        NavigableSet<Long> all = new TreeSet<>();
        times.values().forEach(all::addAll);
        return longestGap(all, nanos);
    }

    static long longestGap(NavigableSet<Long> times, long from) {
        Long floor = times.floor(from);
        long before = floor == null ? from : floor;
        long longest = 0;
        for (long time : times.tailSet(before, false)) {
            longest = Math.max(longest, time - before);
            before = time;
        }
        return longest / 1_000_000;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
