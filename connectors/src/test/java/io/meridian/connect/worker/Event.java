package io.meridian.connect.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A refresh event, read by another library than the one that wrote it.
 *
 * @param changes as {@code PATH KIND}
 * @param contents by path
 */
record Event(
        String source,
        long generation,
        Instant effectiveAt,
        Instant detectedAt,
        List<String> changes,
        SortedMap<String, String> contents) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Event of(ConsumerRecord<String, String> record) {
        try {
            JsonNode json = JSON.readTree(record.value());
            SortedMap<String, String> contents = new TreeMap<>();
            json.get("files")
                    .forEach(file -> contents.put(
                            file.get("path").textValue(), file.get("content").textValue()));
            return new Event(
                    json.get("source").textValue(),
                    json.get("generation").longValue(),
                    Instant.parse(json.get("effective_at").textValue()),
                    Instant.parse(json.get("detected_at").textValue()),
                    StreamSupport.stream(json.get("changes").spliterator(), false)
                            .map(change -> change.get("path").textValue() + " "
                                    + change.get("change").textValue())
                            .toList(),
                    contents);
        } catch (IOException e) {
            throw new UncheckedIOException(record.value(), e);
        }
    }

    /** What must have changed to come here from the state before, in the form of {@link #changes}. */
    List<String> changesSince(SortedMap<String, String> before) {
        List<String> expected = new ArrayList<>();
        SortedMap<String, String> all = new TreeMap<>(before);
        all.putAll(contents);
        for (String path : all.keySet()) {
            if (!before.containsKey(path)) {
                expected.add(path + " CREATED");
            } else if (!contents.containsKey(path)) {
                expected.add(path + " DELETED");
            } else if (!contents.get(path).equals(before.get(path))) {
                expected.add(path + " MODIFIED");
            }
        }
        return expected;
    }
}
