package io.meridian.app.deadletters;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The topic of dead letters, committed ones alone, read from wherever one wants. For one thread. */
public final class DeadLetterLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final String topic;

    /** @param consumer is closed with this; it has to begin at the earliest where an offset is gone */
    public DeadLetterLog(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /**
     * What there is of each partition now, of committed records alone.
     *
     * @throws DeadLettersUnreadableException if the topic does not exist, or no broker answers
     */
    public SortedMap<Integer, Span> spans() {
        return reading(() -> {
            List<PartitionInfo> infos = consumer.partitionsFor(topic, PATIENCE);
            if (infos == null || infos.isEmpty()) {
                throw new DeadLettersUnreadableException("the topic " + topic + " does not exist");
            }
            List<TopicPartition> partitions = infos.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            // Kafka warns of offsets of partitions that are not assigned.
            assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            SortedMap<Integer, Span> spans = new TreeMap<>();
            consumer.beginningOffsets(partitions, PATIENCE)
                    .forEach((partition, begin) -> spans.put(
                            partition.partition(),
                            new Span(begin, Math.max(begin, ends.getOrDefault(partition, begin)))));
            return spans;
        });
    }

    /** Where the first record of a partition with this timestamp or a later one lies; empty where there is none. */
    OptionalLong firstSince(int partition, long timestamp) {
        return reading(() -> {
            TopicPartition asked = new TopicPartition(topic, partition);
            OffsetAndTimestamp found =
                    consumer.offsetsForTimes(Map.of(asked, timestamp), PATIENCE).get(asked);
            return found == null ? OptionalLong.empty() : OptionalLong.of(found.offset());
        });
    }

    /**
     * Reads some offsets of some partitions; each partition in its order.
     *
     * @param goOn asked between two fetches
     * @return whether all was read
     */
    public boolean read(
            Map<Integer, Span> spans, Consumer<ConsumerRecord<byte[], byte[]>> taker, BooleanSupplier goOn) {
        return reading(() -> {
            Map<TopicPartition, Span> open = new HashMap<>();
            spans.forEach((partition, span) -> {
                if (!span.isEmpty()) {
                    open.put(new TopicPartition(topic, partition), span);
                }
            });
            assign(open.keySet());
            open.forEach((partition, span) -> consumer.seek(partition, span.from()));
            while (!open.isEmpty()) {
                if (!goOn.getAsBoolean()) {
                    return false;
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Span span = open.get(new TopicPartition(topic, record.partition()));
                    if (span != null && record.offset() < span.to()) {
                        taker.accept(record);
                    }
                }
                List<TopicPartition> done = open.keySet().stream()
                        .filter(partition -> consumer.position(partition, PATIENCE)
                                >= open.getOrDefault(partition, new Span(0, 0)).to())
                        .toList();
                done.forEach(open::remove);
                consumer.pause(done);
            }
            return true;
        });
    }

    /** Reads on from the end of what there is, until asked to stop. */
    void follow(Map<Integer, Span> from, Consumer<ConsumerRecord<byte[], byte[]>> taker, BooleanSupplier goOn) {
        reading(() -> {
            List<TopicPartition> partitions = from.keySet().stream()
                    .map(partition -> new TopicPartition(topic, partition))
                    .toList();
            assign(partitions);
            from.forEach((partition, span) -> consumer.seek(new TopicPartition(topic, partition), span.to()));
            while (goOn.getAsBoolean()) {
                consumer.poll(POLL).forEach(taker);
            }
            return true;
        });
    }

    /** A partition that was assigned before would stay as it was left, and that may be paused. */
    private void assign(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.resume(consumer.paused());
    }

    /** A read of the topic. */
    @FunctionalInterface
    private interface Reading<T> {
        T get();
    }

    private <T> T reading(Reading<T> reading) {
        try {
            return reading.get();
        } catch (KafkaException e) {
            throw new DeadLettersUnreadableException(
                    "the topic " + topic + " cannot be read: " + e.getMessage()
                            + "; is the broker there, and may this program read the topic?",
                    e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
