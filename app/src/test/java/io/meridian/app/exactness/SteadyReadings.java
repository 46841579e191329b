package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Readings of twenty devices with the times at which they are sent, one after another. */
final class SteadyReadings implements AutoCloseable {
    static final int DEVICES = 20;
    private static final int EVERY_MILLIS = 4;

    /** @param timestamp in milliseconds since 1970-01-01T00:00:00Z */
    record Sent(int device, long timestamp) {}

    private final String topic;
    private final int partitions;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Sent> sent = new ArrayList<>();

    SteadyReadings(String bootstrapServers, String topic, int partitions) {
        this.topic = topic;
        this.partitions = partitions;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void start() {
        var unused = clock.scheduleAtFixedRate(this::send, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void send() {
        int device = sent.size() % DEVICES;
        long now = System.currentTimeMillis();
        String json = "{\"device_id\":\"d-%04d\",\"metric\":\"cpu_load\",\"value\":7,\"timestamp\":\"%s\"}"
                .formatted(device, Instant.ofEpochMilli(now));
        var unused = producer.send(new ProducerRecord<>(topic, device % partitions, now, null, json.getBytes(UTF_8)));
        sent.add(new Sent(device, now));
    }

    /** Ends it; all that was sent has arrived then. */
    void stop() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the load did not end");
        }
        producer.flush();
    }

    synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(java.time.Duration.ZERO);
    }
}
