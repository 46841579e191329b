package io.meridian.benchmarks.flink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.meridian.benchmarks.workload.Fleet;
import io.meridian.reading.FieldRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's streaming parser straight from the bytes, with no tree and no binding. Only the texts of id, metric and time
 * become strings; ids and times are then read by the contract's own rules, which are faster than {@code java.time}'s.
 */
final class JacksonParser implements ReadingParser {
    private static final int MISSING = -1;

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    private final SeriesTable table;

    private int device;
    private @Nullable String metric;
    private double value;
    private long timestamp;

    JacksonParser(Fleet fleet) {
        this.table = new SeriesTable(fleet);
    }

    @Override
    public boolean parse(byte @Nullable [] json, Arrival into) {
        device = MISSING;
        metric = null;
        value = Double.NaN;
        timestamp = MISSING;
        if (json == null || !readObject(json) || device == MISSING || metric == null || timestamp == MISSING) {
            return false;
        }
        into.series = table.find(device, metric);
        into.device = device;
        into.value = value;
        into.timestamp = timestamp;
        return into.series != null && value >= Fleet.MIN && value <= Fleet.MAX;
    }

    private boolean readObject(byte[] json) {
        try (JsonParser parser = factory.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                readField(field, parser.nextToken(), parser);
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (JsonProcessingException notJson) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("reading bytes from memory needs no input or output", e);
        }
    }

    private void readField(String field, JsonToken token, JsonParser parser) throws IOException {
        switch (field) {
            case FieldRules.DEVICE_ID -> {
                OptionalInt number = token == JsonToken.VALUE_STRING
                        ? FieldRules.deviceNumber(parser.getText())
                        : OptionalInt.empty();
                device = number.orElse(MISSING);
            }
            case FieldRules.METRIC -> metric = token == JsonToken.VALUE_STRING ? parser.getText() : null;
            case FieldRules.VALUE -> value = token.isNumeric() ? parser.getDoubleValue() : Double.NaN;
            case FieldRules.TIMESTAMP -> {
                OptionalLong millis = token == JsonToken.VALUE_STRING
                        ? FieldRules.parseTimestamp(parser.getText())
                        : OptionalLong.empty();
                timestamp = millis.orElse(MISSING);
            }
            default -> parser.skipChildren();
        }
        if (token.isStructStart()) {
            parser.skipChildren();
        }
    }
}
