package io.meridian.benchmarks.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.meridian.benchmarks.contender.ContenderTask;
import io.meridian.reading.Violation;
import io.meridian.topology.ingest.RejectionHeaders;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Invalid records with the key, the value and the time that they came with, and the headers by which Meridian says why. */
final class DeadLetterSerializer extends IntoTopic<Arrival> {
    private static final byte[] FIRST_ATTEMPT = "0".getBytes(UTF_8);

    private final byte[] rawTopic;
    private final int devices;

    private transient @Nullable Reasons reasons;
    private transient @Nullable ObjectWriter json;

    DeadLetterSerializer(ContenderTask task) {
        super(task.deadLetterTopic());
        this.rawTopic = task.rawTopic().getBytes(UTF_8);
        this.devices = task.fleet().devices();
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        reasons = new Reasons(devices);
        json = new ObjectMapper().writerFor(new TypeReference<List<Violation>>() {});
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Arrival invalid, KafkaSinkContext context, @Nullable Long timestamp) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, invalid.timestamp, invalid.key, invalid.json);
        List<Violation> violations = requireNonNull(reasons, "not open").of(invalid.json);
        Headers headers = record.headers();
        headers.add(RejectionHeaders.ORIGIN_TOPIC, rawTopic);
        add(headers, RejectionHeaders.ORIGIN_PARTITION, String.valueOf(invalid.partition));
        add(headers, RejectionHeaders.ORIGIN_OFFSET, String.valueOf(invalid.offset));
        add(
                headers,
                RejectionHeaders.MESSAGE,
                violations.stream().map(Violation::message).collect(Collectors.joining("; ")));
        add(headers, RejectionHeaders.CODE, violations.get(0).code().name());
        add(headers, RejectionHeaders.FIELD, violations.get(0).field());
        headers.add(RejectionHeaders.ERRORS, errors(violations));
        headers.add(RejectionHeaders.ATTEMPT, FIRST_ATTEMPT);
        return record;
    }

    private byte[] errors(List<Violation> violations) {
        try {
            return requireNonNull(json, "not open").writeValueAsBytes(violations);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("violations are always JSON", e);
        }
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(UTF_8));
    }
}
