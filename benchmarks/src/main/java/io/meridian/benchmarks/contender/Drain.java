package io.meridian.benchmarks.contender;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads everything and does nothing with it: what the client and the machine allow at most. */
public final class Drain {
    private Drain() {}

    /** @param arguments the file with the {@link ContenderTask} */
    public static void main(String[] arguments) {
        ContenderTask task = ContenderTask.read(Path.of(arguments[0]));
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                task.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                task.group(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                // As Kafka Streams sets it.
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1_000,
                ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG,
                ContenderTask.COMMIT_INTERVAL_MS);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(task.rawTopic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            long bytes = 0;
            while (!Thread.currentThread().isInterrupted()) {
                for (var read : consumer.poll(Duration.ofMillis(100))) {
                    bytes += read.value().length;
                }
            }
            System.out.println("read " + bytes + " bytes");
        }
    }
}
