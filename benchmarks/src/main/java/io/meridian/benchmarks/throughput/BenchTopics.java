package io.meridian.benchmarks.throughput;

import io.meridian.benchmarks.workload.Oracle;
import io.meridian.benchmarks.workload.Workload;
import io.meridian.benchmarks.workload.WorkloadRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics of the bench: one of raw records, which all read, and fresh ones for each run. */
final class BenchTopics {
    /** The topic that all contenders read. */
    static final String RAW = "raw";

    private static final int PROGRESS_EVERY = 1_000_000;
    private static final Duration LEADERS_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration LEADERS_INTERVAL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final Admin admin;
    private final int partitions;

    BenchTopics(String bootstrapServers, Admin admin, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.admin = admin;
        this.partitions = partitions;
    }

    /** Makes topics that keep what they get, however old it says it is and however much it is. */
    void create(List<String> names, String cleanupPolicy) throws InterruptedException {
        List<NewTopic> topics = names.stream()
                .map(name -> new NewTopic(name, partitions, (short) 1)
                        .configs(Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                "-1",
                                TopicConfig.RETENTION_BYTES_CONFIG,
                                "-1",
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                cleanupPolicy)))
                .toList();
        try {
            admin.createTopics(topics).all().get();
            awaitLeaders(names);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create " + names, e);
        }
    }

    /**
     * Waits until each partition's leader answers. A topic that has been created is still being made, partition by partition: where
     * the first batch of a producer is refused for that and the second is not, the broker takes the second for the first, and
     * refuses the first until its time is up.
     */
    private void awaitLeaders(List<String> names) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        for (String name : names) {
            for (int partition = 0; partition < partitions; partition++) {
                all.put(new TopicPartition(name, partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + LEADERS_TIMEOUT.toNanos();
        while (!isLed(all, deadline)) {
            Thread.sleep(LEADERS_INTERVAL.toMillis());
        }
    }

    /** A broker that has not heard of a topic says that there is none. */
    private boolean isLed(Map<TopicPartition, OffsetSpec> all, long deadline)
            throws InterruptedException, ExecutionException {
        try {
            admin.listOffsets(all).all().get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() - deadline > 0) {
                throw e;
            }
            return false;
        }
    }

    /** Removes all topics of one run, so that the disk does not fill. */
    void deleteOf(String group) throws InterruptedException {
        try {
            List<String> names = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(group))
                    .toList();
            admin.deleteTopics(names).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot delete the topics of " + group, e);
        }
    }

    /**
     * Sends a workload to {@link #RAW}.
     *
     * @param progress told how many records have been sent, now and then
     * @return what must come out of it
     */
    Oracle load(Workload workload, LongConsumer progress) {
        Oracle oracle = new Oracle(workload.fleet());
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            long sent = 0;
            for (WorkloadRecord made : workload) {
                oracle.add(made);
                var unused = producer.send(
                        new ProducerRecord<>(
                                RAW,
                                null,
                                made.timestamp(),
                                made.key().getBytes(StandardCharsets.US_ASCII),
                                made.bytes()),
                        (metadata, e) -> {
                            if (e != null) {
                                failure.compareAndSet(null, e);
                            }
                        });
                sent++;
                if (sent % PROGRESS_EVERY == 0) {
                    progress.accept(sent);
                }
            }
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the broker did not take the load", failed);
        }
        return oracle;
    }
}
