package io.meridian.app.redrive;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meridian.app.deadletters.Span;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A redrive that has begun and not ended: what lies in the ledger, so that the next goes on where it stopped, and no further than it
 * meant to. Immutable.
 *
 * @param words what was asked for
 * @param rest for each partition, what has not been gone through; its end is that of the begin, so that a redrive never picks up
 *     what it itself caused
 * @param sent how many have been sent
 * @param left how many have been left, by reason
 */
record Run(String words, Map<Integer, Span> rest, long sent, Map<Left, Long> left) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Run {
        rest = Map.copyOf(rest);
        left = Map.copyOf(left);
    }

    byte[] toBytes() {
        ObjectNode json = JSON.createObjectNode();
        json.put("run", words);
        ObjectNode spans = json.putObject("rest");
        new TreeMap<>(rest)
                .forEach((partition, span) -> spans.putArray(String.valueOf(partition))
                        .add(span.from())
                        .add(span.to()));
        json.put("sent", sent);
        ObjectNode counts = json.putObject("left");
        new TreeMap<>(left).forEach((why, count) -> counts.put(why.name(), count));
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JacksonException e) {
            throw new IllegalStateException("a tree is written without fail", e);
        }
    }

    /** @return empty where it is none that this program can go on with */
    static Optional<Run> fromBytes(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            Map<Integer, Span> rest = new TreeMap<>();
            json.path("rest")
                    .properties()
                    .forEach(entry -> rest.put(
                            Integer.parseInt(entry.getKey()),
                            new Span(
                                    entry.getValue().path(0).asLong(),
                                    entry.getValue().path(1).asLong())));
            Map<Left, Long> left = new EnumMap<>(Left.class);
            json.path("left")
                    .properties()
                    .forEach(entry -> left.put(
                            Left.valueOf(entry.getKey()), entry.getValue().asLong()));
            return Optional.of(
                    new Run(json.path("run").asText(), rest, json.path("sent").asLong(), left));
        } catch (java.io.IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
