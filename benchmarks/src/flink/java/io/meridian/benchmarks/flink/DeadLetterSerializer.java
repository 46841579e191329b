package io.meridian.benchmarks.flink;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Invalid records with the key, the value and the time that they came with. */
final class DeadLetterSerializer extends IntoTopic<Arrival> {
    DeadLetterSerializer(String topic) {
        super(topic);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Arrival invalid, KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(topic, null, invalid.timestamp, invalid.key, invalid.json);
    }
}
