package io.meridian.app.run;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import io.meridian.app.deadletters.DeadLetterLog;
import io.meridian.app.deadletters.DeadLetters;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The dead letters of an application. */
public final class RejectedRecords {
    private RejectedRecords() {}

    /** Reads them from their topic, whoever asks. */
    public static DeadLetters letters(MeridianConfig config) {
        Map<String, Object> properties = StreamsProperties.ofReader(config, "dead-letters", "earliest");
        return new DeadLetters(() -> new DeadLetterLog(
                new KafkaConsumer<>(properties), config.topics().dlq()));
    }
}
