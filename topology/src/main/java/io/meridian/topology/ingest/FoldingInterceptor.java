package io.meridian.topology.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Folds consecutive records of one raw partition into one, because Kafka Streams spends more on handing over a record
 * than Meridian does on judging it. Whatever one poll brought is folded, so nothing waits.
 *
 * <p>To be set on consumers of {@link IngestClients}, which decode the raw topic as they read it.
 *
 * <p>A folded record bears the offset of its first: Kafka Streams commits the offset of the head of its queue, so a
 * folded record that is still queued is read again. {@link ConsumerRecords#nextOffsets()} is passed on unchanged.
 */
public final class FoldingInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    /** The topic whose records are folded; a setting of the consumer. */
    public static final String TOPIC_CONFIG = "meridian.fold.topic";

    /** Bytes of keys and values at which a folded record is full. */
    static final int MAX_BYTES = 64 * 1024;

    private static final byte[] NO_BYTES = {};

    private String topic = "";

    @Override
    public void configure(Map<String, ?> configs) {
        if (!(configs.get(TOPIC_CONFIG) instanceof String name)) {
            throw new IllegalArgumentException(TOPIC_CONFIG + ": expected the name of the raw topic, found "
                    + configs.get(TOPIC_CONFIG) + "; set it beside interceptor.classes");
        }
        topic = name;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
        if (polled.isEmpty()) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> folded = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            folded.put(partition, partition.topic().equals(topic) ? fold(raw(records)) : records);
        }
        return new ConsumerRecords<>(folded, polled.nextOffsets());
    }

    /** What {@link RawTopicDeserializer} made of the raw topic goes no further than here under its wrong name. */
    @SuppressWarnings("unchecked")
    private static List<ConsumerRecord<byte[], RawValue>> raw(List<ConsumerRecord<byte[], byte[]>> records) {
        return (List<ConsumerRecord<byte[], RawValue>>) (List<?>) records;
    }

    private static List<ConsumerRecord<byte[], byte[]>> fold(List<ConsumerRecord<byte[], RawValue>> records) {
        List<ConsumerRecord<byte[], byte[]>> folded = new ArrayList<>();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            int size = sizeOf(records.get(i));
            if (i > from && bytes + size > MAX_BYTES) {
                folded.add(foldOne(records.subList(from, i)));
                from = i;
                bytes = 0;
            }
            bytes += size;
        }
        folded.add(foldOne(records.subList(from, records.size())));
        return folded;
    }

    private static ConsumerRecord<byte[], byte[]> foldOne(List<ConsumerRecord<byte[], RawValue>> records) {
        ConsumerRecord<byte[], RawValue> first = records.get(0);
        // A copy, as views of lists within lists are slow to read, and each record is read several times.
        Header[] headers = {new FoldedRecords(List.copyOf(records))};
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                NO_BYTES,
                NO_BYTES,
                new RecordHeaders(headers),
                first.leaderEpoch());
    }

    private static int sizeOf(ConsumerRecord<byte[], RawValue> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Nothing depends on what was committed.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
