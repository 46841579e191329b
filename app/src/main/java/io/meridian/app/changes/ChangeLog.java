package io.meridian.app.changes;

import io.meridian.app.query.WindowRow;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The topic of changes, read from any position, committed records alone. Not for sharing between threads. */
final class ChangeLog implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Function<byte[], WindowRow> decode;

    /** What is done with each. */
    @FunctionalInterface
    interface Taker {
        void take(int partition, long offset, WindowRow row);
    }

    ChangeLog(Supplier<Consumer<byte[], byte[]>> consumers, String topic, Function<byte[], WindowRow> decode) {
        this.consumer = consumers.get();
        this.decode = decode;
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .sorted(java.util.Comparator.comparingInt(TopicPartition::partition))
                .toList();
        consumer.assign(partitions);
    }

    /** Goes behind all that is committed now. */
    Position toEnd() {
        consumer.seekToEnd(partitions);
        return position();
    }

    /** @throws IllegalArgumentException if it is of another number of partitions */
    void seek(Position position) {
        if (position.partitions() != partitions.size()) {
            throw new IllegalArgumentException("not a position of this topic");
        }
        partitions.forEach(partition -> consumer.seek(partition, position.next(partition.partition())));
    }

    /** Where it stands now. */
    Position position() {
        return new Position(partitions.stream().mapToLong(consumer::position).toArray());
    }

    /** Reads on; each partition in its order. */
    int poll(Duration atMost, Taker taker) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(atMost);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null) {
                taker.take(record.partition(), record.offset(), decode.apply(record.value()));
            }
        }
        return records.count();
    }

    /** Ends a poll of another thread with an exception. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
