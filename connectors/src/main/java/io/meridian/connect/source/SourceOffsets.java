package io.meridian.connect.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meridian.connect.detect.FileIndex;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link SourcePosition} is written as Connect's source offset. There is one source partition for the whole directory:
 * with one per file, a file deleted while nobody looked would never be missed, since offsets cannot be listed.
 */
final class SourceOffsets {
    static final String PARTITION = "source";
    static final String GENERATION = "generation";
    static final String FILES = "files";

    private static final JsonFactory JSON = new JsonFactory();

    private SourceOffsets() {}

    static Map<String, String> partition(String source) {
        return Map.of(PARTITION, source);
    }

    static Map<String, Object> write(SourcePosition position) {
        return Map.of(
                GENERATION, position.generation(),
                FILES, encode(position.index()));
    }

    /**
     * Reads an offset, also one that an operator wrote.
     *
     * @param offset as Connect has kept it; null where it has none
     * @throws ConnectException if it is none of ours; the message says what was expected
     */
    static SourcePosition read(@Nullable Map<String, ?> offset) {
        if (offset == null) {
            return SourcePosition.START;
        }
        try {
            return new SourcePosition(number(offset, GENERATION), decode(offset.get(FILES)));
        } catch (IllegalArgumentException e) {
            throw new ConnectException(
                    "the source offset cannot be understood: " + e.getMessage()
                            + ". Expected {\"" + GENERATION + "\": NUMBER, \"" + FILES
                            + "\": \"{\\\"PATH\\\":\\\"SHA-256\\\", ...}\"}. To begin anew, delete the connector's offsets by REST");
        }
    }

    private static long number(Map<String, ?> offset, String field) {
        // An Integer where it was small when it went through JSON.
        if (offset.get(field) instanceof Number number && number.doubleValue() == number.longValue()) {
            return number.longValue();
        }
        throw new IllegalArgumentException(field + " is " + offset.get(field));
    }

    private static String encode(FileIndex index) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> file : index.hashes().entrySet()) {
                json.writeStringField(file.getKey(), file.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static FileIndex decode(@Nullable Object value) {
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException(FILES + " is " + value);
        }
        Map<String, String> hashes = new TreeMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, text);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String path = json.currentName();
                expect(json.nextToken() == JsonToken.VALUE_STRING, text);
                hashes.put(path, json.getText());
            }
            expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null, text);
        } catch (IOException e) {
            throw new IllegalArgumentException(FILES + " is no JSON: " + text, e);
        }
        return FileIndex.of(hashes);
    }

    private static void expect(boolean condition, String text) {
        if (!condition) {
            throw new IllegalArgumentException(FILES + " is " + text);
        }
    }
}
