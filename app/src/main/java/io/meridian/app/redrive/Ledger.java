package io.meridian.app.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meridian.app.deadletters.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which dead letters have been sent back: a bit for each offset, in blocks, each a record of a compacted topic. What is sent and its
 * bits are written in one transaction, so that neither is there without the other. Not for sharing between threads.
 */
final class Ledger {
    static final int BLOCK = 4_096;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String RUN = "run";

    private final TopicPartition partition;
    private final String prefix;
    private final Map<String, BitSet> blocks = new HashMap<>();
    private Optional<Run> run = Optional.empty();

    private Ledger(TopicPartition partition, String prefix) {
        this.partition = partition;
        this.prefix = prefix;
    }

    /**
     * Reads all of it.
     *
     * @param consumer reads committed records alone
     * @param deadLetters id of the dead-letter topic: one that was deleted and made anew begins with offset 0 again
     */
    static Ledger read(Consumer<byte[], byte[]> consumer, String topic, String deadLetters) {
        TopicPartition partition = new TopicPartition(topic, 0);
        Ledger ledger = new Ledger(partition, deadLetters + "/");
        consumer.assign(List.of(partition));
        consumer.resume(consumer.paused());
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        while (consumer.position(partition, PATIENCE) < end) {
            consumer.poll(POLL).forEach(ledger::take);
        }
        return ledger;
    }

    /** One that nothing has been written to. */
    static Ledger empty(String topic, String deadLetters) {
        return new Ledger(new TopicPartition(topic, 0), deadLetters + "/");
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (!key.startsWith(prefix)) {
            return;
        }
        if (key.equals(prefix + RUN)) {
            run = record.value() == null ? Optional.empty() : Run.fromBytes(record.value());
        } else if (record.value() == null) {
            blocks.remove(key);
        } else {
            blocks.put(key, BitSet.valueOf(record.value()));
        }
    }

    /** What has begun and not ended. */
    Optional<Run> run() {
        return run;
    }

    /** Whether a dead letter has been sent back. */
    boolean has(Place place) {
        BitSet block = blocks.get(key(place));
        return block != null && block.get(bit(place));
    }

    /** What has to be written for these to be in it. */
    List<ProducerRecord<byte[], byte[]>> with(Collection<Place> places) {
        Map<String, BitSet> changed = new HashMap<>();
        for (Place place : places) {
            String key = key(place);
            changed.computeIfAbsent(key, any -> copy(blocks.get(key))).set(bit(place));
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        changed.forEach((key, bits) -> records.add(record(key, bits.toByteArray())));
        return records;
    }

    /** What has to be written for this run to be the one that has begun; empty for none. */
    ProducerRecord<byte[], byte[]> with(Optional<Run> next) {
        return record(prefix + RUN, next.map(Run::toBytes).orElse(null));
    }

    /** What was to be written is. */
    void written(Collection<Place> places) {
        places.forEach(place ->
                blocks.computeIfAbsent(key(place), any -> new BitSet(BLOCK)).set(bit(place)));
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte @org.jspecify.annotations.Nullable [] value) {
        return new ProducerRecord<>(partition.topic(), partition.partition(), key.getBytes(UTF_8), value);
    }

    private static BitSet copy(@org.jspecify.annotations.Nullable BitSet bits) {
        return bits == null ? new BitSet(BLOCK) : (BitSet) bits.clone();
    }

    private String key(Place place) {
        return prefix + place.partition() + "/" + place.offset() / BLOCK;
    }

    private static int bit(Place place) {
        return (int) (place.offset() % BLOCK);
    }
}
