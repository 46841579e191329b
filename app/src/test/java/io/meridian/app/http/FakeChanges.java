package io.meridian.app.http;

import io.meridian.app.changes.ChangeFeed;
import io.meridian.app.query.Figures;
import io.meridian.app.query.WindowRow;
import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A topic of changes with two partitions, each change a region's name or that of a row; every consumer of it sees the same. */
final class FakeChanges {
    private static final String TOPIC = "changes";
    private static final List<TopicPartition> PARTITIONS =
            List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1));

    /** Rows by the names of their changes. */
    final Map<String, WindowRow> rows = new ConcurrentHashMap<>();

    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final long[] ends = new long[2];
    private final List<LogConsumer> consumers = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch reachable = new CountDownLatch(0);

    /** One that first sees what there was before it. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the log's lock comes first, see seek
    private final class LogConsumer extends MockConsumer<byte[], byte[]> {
        private boolean sought;

        LogConsumer() {
            super("earliest");
            updatePartitions(
                    TOPIC,
                    PARTITIONS.stream()
                            .map(one -> new PartitionInfo(TOPIC, one.partition(), null, null, null))
                            .toList());
        }

        @Override
        public void seek(TopicPartition partition, long offset) {
            // In this order everywhere: first the log, then its consumer.
            synchronized (FakeChanges.this) {
                super.seek(partition, offset);
                log.stream()
                        .filter(record -> record.partition() == partition.partition() && record.offset() >= offset)
                        .forEach(this::addRecord);
                if (!sought) {
                    sought = true;
                    consumers.add(this);
                }
            }
        }

        @Override
        public void seekToEnd(java.util.Collection<TopicPartition> partitions) {
            synchronized (FakeChanges.this) {
                partitions.forEach(partition -> super.seek(partition, ends[partition.partition()]));
                consumers.add(this);
            }
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            if (records.isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            return records;
        }

        @Override
        public void close() {
            consumers.remove(this);
            super.close();
        }
    }

    ChangeFeed feed() {
        return new ChangeFeed(
                () -> {
                    awaitReachable();
                    LogConsumer consumer = new LogConsumer();
                    Map<TopicPartition, Long> beginnings = new HashMap<>();
                    PARTITIONS.forEach(one -> beginnings.put(one, 0L));
                    consumer.updateBeginningOffsets(beginnings);
                    return consumer;
                },
                TOPIC,
                value -> {
                    String name = new String(value, StandardCharsets.UTF_8);
                    return rows.getOrDefault(name, row(name));
                });
    }

    /** Keeps consumers from starting, until it is counted down. */
    CountDownLatch unreachable() {
        reachable = new CountDownLatch(1);
        return reachable;
    }

    private void awaitReachable() {
        try {
            reachable.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commits one change. */
    synchronized void add(int partition, String region) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                TOPIC, partition, ends[partition]++, new byte[0], region.getBytes(StandardCharsets.UTF_8));
        log.add(record);
        consumers.forEach(consumer -> consumer.addRecord(record));
    }

    /** Commits this row. */
    void add(WindowRow row) {
        String name = "row " + rows.size();
        rows.put(name, row);
        add(0, name);
    }

    static WindowRow row(String region) {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(1, 7, 0);
        return new WindowRow(new Series(region, "cpu"), 0, 60_000, Status.OPEN, 0, Figures.of(aggregate));
    }
}
