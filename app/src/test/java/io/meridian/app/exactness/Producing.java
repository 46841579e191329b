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
public final class Producing implements AutoCloseable {
    private static final int EVERY_MILLIS = 50;
    private static final int AT_ONCE = 400;

    /** Longer than any fault: a record that was given up would be missing from what the oracle expects. */
    private static final int DELIVERY_TIMEOUT_MILLIS = 600_000;

    private final List<PlannedRecord> load;
    private final int atOnce;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();

    Producing(String bootstrapServers, List<PlannedRecord> load) {
        this(bootstrapServers, load, AT_ONCE);
    }

    /** @param atOnce how many records are sent twenty times a second */
    public Producing(String bootstrapServers, List<PlannedRecord> load, int atOnce) {
        this.load = load;
        this.atOnce = atOnce;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        DELIVERY_TIMEOUT_MILLIS,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        var unused = clock.scheduleAtFixedRate(this::sendSome, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sendSome() {
        int until = Math.min(load.size(), sent.get() + atOnce);
        for (int i = sent.get(); i < until; i++) {
            var unused = producer.send(load.get(i).record(), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.incrementAndGet();
                }
            });
        }
        sent.set(until);
    }

    /** How many records the brokers have taken for good. */
    public int acknowledged() {
        return acknowledged.get();
    }

    public void awaitEnd(Duration patience) {
        await("every record acknowledged").atMost(patience).until(() -> acknowledged.get() == load.size());
    }

    /** Sends no more of the load, and waits until what was sent is acknowledged; returns that. */
    public List<PlannedRecord> end(Duration patience) throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the load did not end");
        }
        await("what was sent acknowledged").atMost(patience).until(() -> acknowledged.get() == sent.get());
        return load.subList(0, sent.get());
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(Duration.ZERO);
    }
}
