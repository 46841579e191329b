package io.meridian.app.load;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends records to one topic, keeps count of those that arrive, and says why one does not. */
public final class Sender {
    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicLong acknowledged = new AtomicLong();

    public Sender(Producer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Sends with the time of now. */
    void send(LoadRecord record) {
        send(new ProducerRecord<>(topic, record.key(), record.value()));
    }

    /**
     * Sends.
     *
     * @param timestamp of the record, milliseconds since 1970-01-01T00:00:00Z
     */
    public void send(String key, byte[] value, long timestamp) {
        send(new ProducerRecord<>(topic, null, timestamp, key, value));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told of the same failure.
    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.incrementAndGet();
            } else if (!failed.getAndSet(true)) {
                // The first tells what is wrong; a thousand more of the same would not.
                log.error("Cannot send to {}: {}", topic, failure.getMessage());
            }
        });
    }

    /** Waits until each record has arrived or failed. */
    public void flush() {
        producer.flush();
    }

    /** Whether a record could not be sent, which the producer has tried for two minutes by then. */
    public boolean hasFailed() {
        return failed.get();
    }

    /** How many records the topic has for certain. */
    public long acknowledged() {
        return acknowledged.get();
    }
}
