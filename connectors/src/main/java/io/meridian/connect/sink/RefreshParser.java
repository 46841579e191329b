package io.meridian.connect.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Finds in a record's value which refresh it tells of, whatever converter the sink was given. */
final class RefreshParser {
    private static final JsonFactory JSON = new JsonFactory();

    /** As the source allows it; it becomes a part of a header. */
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RefreshParser() {}

    /**
     * Reads a value.
     *
     * @throws DataException if it is no refresh event; the message says what was expected
     */
    static Refresh parse(@Nullable Object value) {
        Map<?, ?> fields = fields(value);
        Object source = fields.get("source");
        Object generation = fields.get("generation");
        if (source instanceof String id
                && SOURCE.matcher(id).matches()
                && generation instanceof Number number
                && number.longValue() == number.doubleValue()
                && number.longValue() >= 0) {
            return new Refresh(id, number.longValue());
        }
        throw new DataException("expected a refresh event with a source of " + SOURCE
                + " and a generation that is a whole number, found source " + source + " and generation " + generation);
    }

    private static Map<?, ?> fields(@Nullable Object value) {
        if (value instanceof String text) {
            return scalars(text);
        }
        if (value instanceof byte[] bytes) {
            return scalars(new String(bytes, StandardCharsets.UTF_8));
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new DataException("expected a refresh event in JSON, found "
                + (value == null ? "no value" : value.getClass().getName())
                + ": set value.converter to org.apache.kafka.connect.storage.StringConverter");
    }

    /** The numbers and texts of the outermost object. */
    private static Map<String, Object> scalars(String text) {
        Map<String, Object> found = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new DataException("expected a refresh event in JSON, found something else than an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (token == JsonToken.VALUE_STRING) {
                    found.put(name, json.getText());
                } else if (token == JsonToken.VALUE_NUMBER_INT) {
                    found.put(name, json.getNumberValue());
                } else {
                    json.skipChildren();
                }
            }
            return found;
        } catch (IOException e) {
            throw new DataException("expected a refresh event in JSON, found broken JSON", e);
        }
    }
}
