package io.meridian.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.app.deadletters.DeadLetter;
import io.meridian.app.deadletters.DeadLetterJson;
import io.meridian.app.deadletters.DeadLetterParser;
import io.meridian.topology.ingest.RejectionHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of the dead-letter topic, also such as Meridian did not write: value, key and headers with zero bytes in between. All
 * of them are shown, in one line of ASCII that JSON reads, with the value as it came.
 */
public final class DeadLetterTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HEADERS = List.of(
            RejectionHeaders.ERRORS,
            RejectionHeaders.CODE,
            RejectionHeaders.FIELD,
            RejectionHeaders.ATTEMPT,
            RejectionHeaders.LATE_START,
            RejectionHeaders.EXCEPTION,
            RejectionHeaders.ORIGIN_TOPIC,
            RejectionHeaders.ORIGIN_PARTITION,
            RejectionHeaders.ORIGIN_OFFSET,
            "trace");

    private DeadLetterTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        String[] parts = new String(input, StandardCharsets.ISO_8859_1).split("\0", 2 + HEADERS.size());
        byte[] value = bytes(parts[0]);
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("dlq", 0, 0, parts.length > 1 ? bytes(parts[1]) : null, value);
        for (int i = 2; i < parts.length; i++) {
            record.headers().add(HEADERS.get(i - 2), bytes(parts[i]));
        }

        DeadLetter letter = DeadLetterParser.parse(record);
        String line = DeadLetterJson.line(letter);

        Check.that(line.chars().allMatch(one -> one >= ' ' && one <= '~'), "more than a line of ASCII", line);
        JsonNode payload = JSON.readTree(line).path("payload");
        byte[] shown = payload.has("text")
                ? payload.get("text").asText().getBytes(StandardCharsets.UTF_8)
                : payload.get("base64").binaryValue();
        Check.that(Arrays.equals(shown, value), "another value than came", line);
        Check.that(letter.attempt() >= 0, "an attempt below 0", letter.attempt());
    }

    private static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }
}
