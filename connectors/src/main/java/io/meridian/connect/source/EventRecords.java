package io.meridian.connect.source;

import io.meridian.connect.detect.Change;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events as Connect's records. */
final class EventRecords {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecords.class);
    private static final int ONLY_PARTITION = 0;

    private final ConfigDirSourceConfig config;

    EventRecords(ConfigDirSourceConfig config) {
        this.config = config;
    }

    /** Empty, and said in the log, where the event is too large for its topic. */
    Optional<SourceRecord> of(RefreshEvent event) {
        String value = RefreshEventJson.encode(event);
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > config.maxEventBytes()) {
            LOG.error(
                    "the refresh event has {} bytes, and max.event.bytes is {}: it is not sent. Make the files smaller, or"
                            + " raise the limit together with those of the topic and the producer",
                    bytes,
                    config.maxEventBytes());
            return Optional.empty();
        }
        LOG.info("generation {}: {}", event.generation(), describe(event));
        return Optional.of(new SourceRecord(
                SourceOffsets.partition(event.source()),
                SourceOffsets.write(
                        new SourcePosition(event.generation(), event.files().index())),
                config.topic(),
                ONLY_PARTITION,
                Schema.STRING_SCHEMA,
                event.source(),
                Schema.STRING_SCHEMA,
                value,
                event.detectedAt().toEpochMilli()));
    }

    private static String describe(RefreshEvent event) {
        return event.changes().stream().map(EventRecords::describe).collect(Collectors.joining(", "));
    }

    private static String describe(Change change) {
        return change.path() + " " + change.kind();
    }
}
