package io.meridian.app.exactness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends a load at a steady pace beside the test, so that there is always something in flight to be lost. */
final class Producing implements AutoCloseable {
    private static final int EVERY_MILLIS = 50;
    private static final int AT_ONCE = 400;

    private final List<PlannedRecord> load;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();

    Producing(String bootstrapServers, List<PlannedRecord> load) {
        this.load = load;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        var unused = clock.scheduleAtFixedRate(this::sendSome, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sendSome() {
        int until = Math.min(load.size(), sent.get() + AT_ONCE);
        for (int i = sent.get(); i < until; i++) {
            var unused = producer.send(load.get(i).record(), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.incrementAndGet();
                }
            });
        }
        sent.set(until);
    }

    void awaitEnd(Duration patience) {
        await("every record acknowledged").atMost(patience).until(() -> acknowledged.get() == load.size());
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(Duration.ZERO);
    }
}
