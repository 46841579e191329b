package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record as one line, so that two are the same exactly where their lines are. */
final class RecordPrint {
    private RecordPrint() {}

    static String of(
            int partition, long timestamp, byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
        return partition + "@" + timestamp + " " + of("key", key) + of("value", value) + of(headers);
    }

    static String of(Iterable<Header> headers) {
        StringBuilder all = new StringBuilder();
        headers.forEach(header -> all.append(of(header.key(), header.value())));
        return all.toString();
    }

    static String of(String name, byte @Nullable [] value) {
        return name + "=" + (value == null ? "null" : Base64.getEncoder().encodeToString(value)) + ";";
    }

    /** The bytes that an answer of REST shows, as text or, where they are none, in base64. */
    static byte @Nullable [] shown(JsonNode bytes) {
        if (bytes.isNull()) {
            return null;
        }
        return bytes.has("text")
                ? bytes.path("text").asText().getBytes(UTF_8)
                : Base64.getDecoder().decode(bytes.path("base64").asText());
    }

    /** How often each is there. */
    static Map<String, Integer> counted(Iterable<String> prints) {
        Map<String, Integer> counts = new HashMap<>();
        prints.forEach(print -> counts.merge(print, 1, Integer::sum));
        return counts;
    }
}
