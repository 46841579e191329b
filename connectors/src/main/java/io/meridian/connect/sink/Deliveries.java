package io.meridian.connect.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a batch of records, all at once as far as connections allow, and remembers which are done with, so that only the
 * others are sent when Connect brings the batch again. For one thread but for the counts.
 */
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Teller cache;
    private final Backoff backoff;
    private final BiConsumer<SinkRecord, ConnectException> errant;
    private final Set<Position> done = new HashSet<>();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();

    /** @param errant gets each record that can never be delivered */
    Deliveries(Teller cache, Backoff backoff, BiConsumer<SinkRecord, ConnectException> errant) {
        this.cache = cache;
        this.backoff = backoff;
        this.errant = errant;
    }

    /**
     * Delivers the records, or has Connect bring them again later.
     *
     * @param retryAfter told in how many milliseconds, before the exception
     * @throws RetriableException if some have to be sent again
     */
    void deliver(Collection<SinkRecord> records, LongConsumer retryAfter) {
        List<Outcome.NotNow> left = new ArrayList<>();
        for (Request request : send(records)) {
            Outcome outcome = request.answer.join();
            if (outcome instanceof Outcome.NotNow notNow) {
                left.add(notNow);
            } else {
                settle(request.record, outcome);
            }
        }
        if (left.isEmpty()) {
            done.clear();
            backoff.reset();
            return;
        }
        repeated.addAndGet(left.size());
        Duration wait = backoff.next(longest(left));
        LOG.warn("{}: sending {} refreshes again in {} ms", left.get(0).reason(), left.size(), wait.toMillis());
        retryAfter.accept(wait.toMillis());
        throw new RetriableException(left.get(0).reason());
    }

    void forget() {
        done.clear();
    }

    private List<Request> send(Collection<SinkRecord> records) {
        List<Request> requests = new ArrayList<>();
        for (SinkRecord record : records) {
            if (done.contains(Position.of(record)) || record.value() == null) {
                continue;
            }
            try {
                requests.add(new Request(record, cache.tell(RefreshParser.parse(record.value()))));
            } catch (DataException e) {
                requests.add(new Request(
                        record,
                        CompletableFuture.completedFuture(new Outcome.Refused(String.valueOf(e.getMessage())))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RetriableException("interrupted while refreshes were sent", e);
            }
        }
        return requests;
    }

    private void settle(SinkRecord record, Outcome outcome) {
        if (outcome instanceof Outcome.Refused no) {
            refused.incrementAndGet();
            LOG.error("the refresh at {} is not delivered: {}", Position.of(record), no.reason());
            errant.accept(record, new ConnectException(no.reason()));
        } else {
            delivered.incrementAndGet();
        }
        done.add(Position.of(record));
    }

    private static Optional<Duration> longest(List<Outcome.NotNow> left) {
        return left.stream().flatMap(notNow -> notNow.after().stream()).max(Duration::compareTo);
    }

    long delivered() {
        return delivered.get();
    }

    long refused() {
        return refused.get();
    }

    long repeated() {
        return repeated.get();
    }

    /** Whoever is told of refreshes. */
    interface Teller {
        CompletableFuture<Outcome> tell(Refresh refresh) throws InterruptedException;
    }

    private record Request(SinkRecord record, CompletableFuture<Outcome> answer) {}

    /** Where a record stands in Kafka, whatever transforms made of it. */
    private record Position(TopicPartition partition, long offset) {
        static Position of(SinkRecord record) {
            return new Position(
                    new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                    record.originalKafkaOffset());
        }

        @Override
        public String toString() {
            return partition + " offset " + offset;
        }
    }
}
