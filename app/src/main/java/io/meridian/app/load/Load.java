package io.meridian.app.load;

import io.meridian.app.run.StopSignal;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;

/** Sends made-up records at an even rate until there were enough, or it is asked to end. */
public final class Load {
    private static final Duration TICK = Duration.ofMillis(10);

    private final Sender sender;
    private final ReadingGenerator generator;
    private final LongConsumer progress;

    /** @param progress told now and then how many records have been sent */
    public Load(Producer<String, byte[]> producer, String topic, ReadingGenerator generator, LongConsumer progress) {
        this.sender = new Sender(producer, topic);
        this.generator = generator;
        this.progress = progress;
    }

    /**
     * Sends. Ends also with the first record that cannot be sent.
     *
     * @param perSecond how many a second, above 0
     * @param count how many in all; the largest long for no end
     * @return whether every record has been acknowledged
     */
    public boolean send(double perSecond, long count, StopSignal stop) {
        Pacer pacer = new Pacer(perSecond, System.nanoTime());
        long sent = 0;
        while (sent < count && !sender.hasFailed() && !stop.await(TICK)) {
            long due = Math.min(pacer.take(System.nanoTime()), count - sent);
            for (long i = 0; i < due && !stop.isRequested() && !sender.hasFailed(); i++) {
                sender.send(generator.next(System.currentTimeMillis()));
                sent++;
            }
            progress.accept(sent);
        }
        sender.flush();
        progress.accept(sent);
        return !sender.hasFailed();
    }
}
