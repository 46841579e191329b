package io.meridian.benchmarks.flink;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.meridian.benchmarks.contender.ContenderRow;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Rows as JSON, by series, so that a series' windows stay in order. */
final class RowSerializer extends IntoTopic<ContenderRow> {
    private transient @Nullable ObjectWriter json;

    RowSerializer(String topic) {
        super(topic);
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        json = new ObjectMapper().writerFor(ContenderRow.class);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            ContenderRow row, KafkaSinkContext context, @Nullable Long timestamp) {
        try {
            byte[] key = (row.region() + "/" + row.metric()).getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>(
                    topic, key, requireNonNull(json, "not open").writeValueAsBytes(row));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row is always JSON", e);
        }
    }
}
