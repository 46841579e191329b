package io.meridian.app.dev;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Shows each refresh event of this run, from a thread of its own, which ends with the JVM. */
final class RefreshLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final TopicPartition PARTITION = new TopicPartition(RefreshTopic.name(), 0);

    private final KafkaConsumer<String, String> consumer;
    private final Progress progress;
    private final Thread thread = new Thread(this::run, "refresh-log");

    private RefreshLog(KafkaConsumer<String, String> consumer, Progress progress) {
        this.consumer = consumer;
        this.progress = progress;
        thread.setDaemon(true);
    }

    /** Shows what comes after this call. */
    static void start(String bootstrapServers, Progress progress) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seekToEnd(List.of(PARTITION));
        // Only now is the end looked up.
        consumer.position(PARTITION);
        // Or it would complain of the broker that ends with the JVM.
        Runtime.getRuntime().addShutdownHook(new Thread(consumer::wakeup, "stop-refresh-log"));
        new RefreshLog(consumer, progress).thread.start();
    }

    private void run() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(record -> progress.say(describe(record.value())));
            }
        } catch (WakeupException e) {
            // The JVM is ending.
        }
    }

    static String describe(String event) {
        try {
            JsonNode json = JSON.readTree(event);
            String changes = StreamSupport.stream(json.path("changes").spliterator(), false)
                    .map(change -> change.path("path").asText() + " "
                            + change.path("change").asText())
                    .collect(Collectors.joining(", "));
            return "settings reloaded: " + changes + "; generation "
                    + json.path("generation").asText() + ", in effect from "
                    + json.path("effective_at").asText();
        } catch (JacksonException e) {
            return "a record of " + RefreshTopic.name() + " is no refresh event: " + e.getOriginalMessage();
        }
    }
}
