package io.meridian.app.load;

import io.meridian.app.run.StopSignal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends made-up records at an even rate until there were enough, or it is asked to end. */
public final class Load {
    private static final Logger log = LoggerFactory.getLogger(Load.class);
    private static final Duration TICK = Duration.ofMillis(10);

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final ReadingGenerator generator;
    private final LongConsumer progress;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** @param progress told now and then how many records have been sent */
    public Load(Producer<String, byte[]> producer, String topic, ReadingGenerator generator, LongConsumer progress) {
        this.producer = producer;
        this.topic = topic;
        this.generator = generator;
        this.progress = progress;
    }

    /**
     * Sends. Ends also with the first record that cannot be sent, which the producer has tried for two minutes by then.
     *
     * @param perSecond how many a second, above 0
     * @param count how many in all; the largest long for no end
     * @return whether every record has been acknowledged
     */
    public boolean send(double perSecond, long count, StopSignal stop) {
        Pacer pacer = new Pacer(perSecond, System.nanoTime());
        long sent = 0;
        while (sent < count && !failed.get() && !stop.await(TICK)) {
            long due = Math.min(pacer.take(System.nanoTime()), count - sent);
            for (long i = 0; i < due && !stop.isRequested() && !failed.get(); i++) {
                send(generator.next(System.currentTimeMillis()));
                sent++;
            }
            progress.accept(sent);
        }
        producer.flush();
        progress.accept(sent);
        return !failed.get();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told of the same failure.
    private void send(LoadRecord record) {
        producer.send(new ProducerRecord<>(topic, record.key(), record.value()), (metadata, failure) -> {
            // The first tells what is wrong; a thousand more of the same would not.
            if (failure != null && !failed.getAndSet(true)) {
                log.error("Cannot send to {}: {}", topic, failure.getMessage());
            }
        });
    }
}
