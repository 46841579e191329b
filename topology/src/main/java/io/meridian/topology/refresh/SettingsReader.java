package io.meridian.topology.refresh;

import static java.util.Objects.requireNonNull;

import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of refresh events from its beginning to its end, and follows it from there, on a thread of its own. What it
 * cannot read it tries again, and what it cannot take it refuses; neither ends anything, and what was good before stays.
 */
public final class SettingsReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SettingsReader.class);

    /** How long a request to end or to read again may wait; events do not, as a poll returns with the first. */
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_POLL = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicPartition partition;
    private final String source;
    private final Settings standIn;
    private final SettingsHistory history;
    private final CompletableFuture<Void> whole = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "settings");
    private SettingsLedger ledger;
    private volatile SettingsStatus status;
    private volatile boolean again;

    private SettingsReader(
            Supplier<Consumer<byte[], byte[]>> consumers, String topic, String source, Settings standIn) {
        this.consumers = consumers;
        this.partition = new TopicPartition(topic, 0);
        this.source = source;
        this.standIn = standIn;
        this.history = new SettingsHistory(standIn);
        this.ledger = new SettingsLedger(source, standIn);
        this.status = ledger.status();
    }

    /**
     * Begins to read.
     *
     * @param consumers makes a consumer without a group, which sees committed records only and throws where its offset does
     *     not exist
     * @param topic of one partition
     * @param source whose events count
     * @param standIn what holds as long as the topic has no valid event
     */
    public static SettingsReader start(
            Supplier<Consumer<byte[], byte[]>> consumers, String topic, String source, Settings standIn) {
        SettingsReader reader = new SettingsReader(consumers, topic, source, standIn);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    /** What readings are to be judged by, once the topic {@link #isWhole has been read}. */
    public SettingsHistory history() {
        return history;
    }

    /** What is known now. */
    public SettingsStatus status() {
        return status;
    }

    /**
     * Waits until the topic has been read to the end that it had at the start.
     *
     * @return false if that has not happened within the time
     * @throws SettingsUnreadableException if it will not happen
     */
    public boolean isWhole(Duration atMost) {
        try {
            whole.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new SettingsUnreadableException(
                    "the settings cannot be read from " + partition.topic() + ": " + cause, cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Has the topic read from its beginning once more, soon; until then, and should that fail, what is known stays. */
    public void readAgain() {
        again = true;
    }

    private void run() {
        while (!isClosing()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                consumer.assign(List.of(partition));
                while (!isClosing()) {
                    readWhole(consumer);
                    follow(consumer);
                }
            } catch (AuthenticationException | AuthorizationException denied) {
                if (whole.completeExceptionally(denied)) {
                    return;
                }
                pauseAfter(denied);
            } catch (RuntimeException failure) {
                pauseAfter(failure);
            }
        }
    }

    private void readWhole(Consumer<byte[], byte[]> consumer) {
        again = false;
        consumer.seekToBeginning(List.of(partition));
        long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition), "end");
        SettingsLedger fresh = new SettingsLedger(source, standIn);
        while (consumer.position(partition) < end) {
            if (isClosing()) {
                return;
            }
            consumer.poll(POLL).forEach(record -> take(fresh, record));
        }
        Optional<String> trouble = Optional.empty();
        if (fresh.hasSettings() || !ledger.hasSettings()) {
            ledger = fresh;
        } else {
            trouble = Optional.of(
                    "holds no valid settings any more; those that it had stay in force until the next start");
            log.error("{} {}", partition.topic(), trouble.get());
        }
        publish(trouble);
        if (whole.complete(null) || trouble.isEmpty()) {
            log.info("Read {} to its end: {}", partition.topic(), describe(status));
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        while (!isClosing() && !again) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                records.forEach(record -> tell(take(ledger, record)));
                publish(Optional.empty());
            }
        }
    }

    private static Taken take(SettingsLedger ledger, ConsumerRecord<byte[], byte[]> record) {
        return ledger.take(record.key(), record.value(), record.offset(), record.timestamp());
    }

    private void publish(Optional<String> trouble) {
        SettingsStatus now = ledger.status().withTrouble(trouble);
        history.replace(now.timeline());
        status = now;
    }

    private void tell(Taken taken) {
        if (taken instanceof Taken.Accepted accepted) {
            Settings settings = accepted.settings();
            log.info(
                    "Settings of generation {} hold for readings from {} on, sha256 {}",
                    settings.generation(),
                    Instant.ofEpochMilli(settings.effectiveAt()),
                    settings.sha256());
        } else if (taken instanceof Taken.Refused refused) {
            log.warn("A refresh event is refused, and the settings stay as they are: {}", describe(refused.refusal()));
        }
    }

    private static String describe(SettingsStatus status) {
        String newest = status.fromTopic()
                ? "settings up to generation " + status.timeline().newest().generation()
                : "no settings in it, so those of this instance stand in";
        return newest + ", " + status.refused() + " events refused"
                + status.lastRefusal()
                        .map(refusal -> ", the last one: " + describe(refusal))
                        .orElse("");
    }

    private static String describe(Refusal refusal) {
        String more = refusal.more() > 0 ? " and " + refusal.more() + " more" : "";
        return "at offset " + refusal.offset() + ", " + refusal.problems() + more;
    }

    private void pauseAfter(RuntimeException failure) {
        String trouble = "cannot be read: " + failure;
        if (!status.trouble().equals(Optional.of(trouble))) {
            log.warn(
                    "{} cannot be read, and is tried again each second; the settings stay as they are",
                    partition.topic(),
                    failure);
            status = status.withTrouble(Optional.of(trouble));
        }
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            // Nobody interrupts this thread but a JVM that ends.
            closing.countDown();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Ends the reading; the thread may end a little later where a broker does not answer. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(LAST_POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
