package io.meridian.benchmarks.flink;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Invalid records with the key, the value and the time that they came with. */
final class DeadLetterSerializer implements KafkaRecordSerializationSchema<Arrival> {
    private final String topic;

    DeadLetterSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Arrival invalid, KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(topic, null, invalid.timestamp, invalid.key, invalid.json);
    }
}
