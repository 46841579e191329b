package io.meridian.topology.commit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka's real clients, which note what had been done by the time that offsets were committed. */
final class CommitLog implements KafkaClientSupplier {
    /**
     * @param offset up to which the input was committed
     * @param hookedUpTo records that had been processed when the hook last ran
     * @param outputsUnacknowledged outputs that the broker had not confirmed when the commit began
     */
    record Commit(long offset, long hookedUpTo, long outputsUnacknowledged) {}

    private final String topic;
    private final List<Commit> commits = new CopyOnWriteArrayList<>();
    private final AtomicLong hookedUpTo = new AtomicLong();
    private final AtomicLong unacknowledged = new AtomicLong();

    CommitLog(String topic) {
        this.topic = topic;
    }

    void hooked(long processed) {
        hookedUpTo.set(processed);
    }

    List<Commit> commits() {
        return commits;
    }

    long lastCommitted() {
        return commits.isEmpty() ? 0 : commits.get(commits.size() - 1).offset();
    }

    private void committing(Map<TopicPartition, OffsetAndMetadata> offsets) {
        OffsetAndMetadata offset = offsets.get(new TopicPartition(topic, 0));
        if (offset != null) {
            commits.add(new Commit(offset.offset(), hookedUpTo.get(), unacknowledged.get()));
        }
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                unacknowledged.incrementAndGet();
                return super.send(record, (metadata, failure) -> {
                    unacknowledged.decrementAndGet();
                    callback.onCompletion(metadata, failure);
                });
            }

            @Override
            public void sendOffsetsToTransaction(
                    Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
                committing(offsets);
                super.sendOffsetsToTransaction(offsets, group);
            }
        };
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
                committing(offsets);
                super.commitSync(offsets);
            }
        };
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }
}
