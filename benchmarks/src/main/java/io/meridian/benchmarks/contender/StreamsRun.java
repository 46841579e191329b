package io.meridian.benchmarks.contender;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Kafka Streams as Meridian runs it: exactly once, one thread, the same commit interval, the same compression. */
final class StreamsRun {
    private StreamsRun() {}

    static void untilKilled(Topology topology, ContenderTask task) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                task.bootstrapServers(),
                StreamsConfig.APPLICATION_ID_CONFIG,
                task.group(),
                StreamsConfig.STATE_DIR_CONFIG,
                task.directory().toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                ContenderTask.COMMIT_INTERVAL_MS,
                StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
                StreamsConfig.OPTIMIZE,
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4",
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest"));
        CountDownLatch killed = new CountDownLatch(1);
        try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
            Runtime.getRuntime().addShutdownHook(new Thread(killed::countDown, "killed"));
            streams.start();
            killed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
