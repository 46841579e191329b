package io.meridian.benchmarks.throughput;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.meridian.avro.AvroDeserializer;
import io.meridian.avro.RegionAggregate;
import io.meridian.benchmarks.contender.ContenderRow;
import io.meridian.benchmarks.workload.Fleet;
import io.meridian.benchmarks.workload.WindowKey;
import io.meridian.benchmarks.workload.WindowStats;
import io.meridian.benchmarks.workload.WindowTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a contender has committed to its topics, read as a careful consumer reads it: the last row of each window. */
final class CommittedOutput implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RowReader rows;
    private final WindowTable windows;
    private final String outputTopic;
    private long deadLetters;

    /** Turns a record's value into a row. */
    interface RowReader {
        Map.Entry<WindowKey, WindowStats> read(byte[] value);
    }

    CommittedOutput(String bootstrapServers, String outputTopic, String deadLetterTopic, Fleet fleet, RowReader rows) {
        this.windows = new WindowTable(fleet);
        this.rows = rows;
        this.outputTopic = outputTopic;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(Stream.of(outputTopic, deadLetterTopic)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
    }

    /** Reads rows as contenders beside Meridian write them. */
    static RowReader json() {
        ObjectReader reader = new ObjectMapper().readerFor(ContenderRow.class);
        return value -> {
            try {
                ContenderRow row = reader.readValue(value);
                return Map.entry(
                        new WindowKey(row.region(), row.metric(), row.windowStart()),
                        new WindowStats(row.count(), row.sum(), row.min(), row.max()));
            } catch (IOException e) {
                throw new UncheckedIOException("a contender wrote a row that cannot be read", e);
            }
        };
    }

    /** Reads rows as Meridian writes them. */
    static RowReader avro(AvroDeserializer<RegionAggregate> deserializer) {
        return value -> {
            RegionAggregate row = requireNonNull(deserializer.deserialize("", value));
            return Map.entry(
                    new WindowKey(
                            row.getRegion(),
                            row.getMetric(),
                            row.getWindowStart().toEpochMilli()),
                    new WindowStats(row.getCount(), row.getSum(), row.getMin(), row.getMax()));
        };
    }

    /** Takes in all that has been committed up to now. */
    void readOn() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (!record.topic().equals(outputTopic)) {
            deadLetters++;
        } else if (record.value() != null) {
            Map.Entry<WindowKey, WindowStats> row = rows.read(record.value());
            windows.put(row.getKey(), row.getValue());
        }
    }

    WindowTable windows() {
        return windows;
    }

    long deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
