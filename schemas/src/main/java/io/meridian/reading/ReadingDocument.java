package io.meridian.reading;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One pass over one document. Every token is visited, those of ignored fields too: Jackson leaves the content of a
 * string that nobody asks for unread, and never looks for unpaired surrogates.
 */
final class ReadingDocument {
    private static final List<String> FIELDS =
            List.of(FieldRules.DEVICE_ID, FieldRules.METRIC, FieldRules.VALUE, FieldRules.TIMESTAMP);

    private final JsonParser parser;
    private final boolean rejectUnknownFields;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> repeated = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    private OptionalInt device = OptionalInt.empty();
    private Optional<String> metric = Optional.empty();
    private OptionalDouble value = OptionalDouble.empty();
    private OptionalLong timestamp = OptionalLong.empty();

    ReadingDocument(JsonParser parser, boolean rejectUnknownFields) {
        this.parser = parser;
        this.rejectUnknownFields = rejectUnknownFields;
    }

    /** Reads the whole text; throws a {@link com.fasterxml.jackson.core.JsonProcessingException} where it is not one object. */
    DecodedFields read() throws IOException {
        JsonToken root = parser.nextToken();
        if (root == null) {
            throw new JsonParseException(parser, "nothing but white space");
        }
        if (root != JsonToken.START_OBJECT) {
            throw new JsonParseException(parser, describe(root));
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            readField(checked(parser.currentName()), parser.nextToken());
        }
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "more after the object");
        }
        for (String field : FIELDS) {
            if (!seen.contains(field)) {
                violations.add(FieldRules.missing(field));
            }
        }
        return new DecodedFields(
                repeated.contains(FieldRules.DEVICE_ID) ? OptionalInt.empty() : device,
                repeated.contains(FieldRules.METRIC) ? Optional.empty() : metric,
                repeated.contains(FieldRules.VALUE) ? OptionalDouble.empty() : value,
                repeated.contains(FieldRules.TIMESTAMP) ? OptionalLong.empty() : timestamp,
                violations);
    }

    private void readField(String name, JsonToken token) throws IOException {
        if (!seen.add(name)) {
            if (repeated.add(name)) {
                violations.add(FieldRules.duplicate(name));
            }
        } else {
            switch (name) {
                case FieldRules.DEVICE_ID -> readDevice(token);
                case FieldRules.METRIC -> readMetric(token);
                case FieldRules.VALUE -> readValue(token);
                case FieldRules.TIMESTAMP -> readTimestamp(token);
                default -> readUnknown(name);
            }
        }
        visitRest(token);
    }

    private void readDevice(JsonToken token) throws IOException {
        if (isString(FieldRules.DEVICE_ID, token)) {
            String id = parser.getText();
            device = FieldRules.deviceNumber(id);
            if (device.isEmpty()) {
                violations.add(FieldRules.invalidDeviceId(id));
            }
        }
    }

    private void readMetric(JsonToken token) throws IOException {
        if (isString(FieldRules.METRIC, token)) {
            String name = parser.getText();
            Optional<Violation> violation = FieldRules.checkMetric(name);
            violation.ifPresentOrElse(violations::add, () -> metric = Optional.of(name));
        }
    }

    private void readTimestamp(JsonToken token) throws IOException {
        if (isString(FieldRules.TIMESTAMP, token)) {
            String text = parser.getText();
            timestamp = FieldRules.parseTimestamp(text);
            if (timestamp.isEmpty()) {
                violations.add(FieldRules.invalidTimestamp(text));
            }
        }
    }

    private void readValue(JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            violations.add(FieldRules.wrongType(FieldRules.VALUE, "a number", describe(token)));
            return;
        }
        // Not by Jackson, which makes a BigInteger of a long row of digits, in time that grows with their square.
        String text = parser.getText();
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            violations.add(FieldRules.notFinite(text));
        } else {
            value = OptionalDouble.of(number + 0.0); // makes -0.0 the one zero that there is
        }
    }

    private void readUnknown(String name) {
        if (rejectUnknownFields) {
            violations.add(FieldRules.unknownField(name));
        }
    }

    private boolean isString(String field, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return true;
        }
        violations.add(FieldRules.wrongType(field, "a string", describe(token)));
        return false;
    }

    private String describe(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "the string " + FoundText.quoted(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + FoundText.shortened(parser.getText());
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> token.asString();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("expected the start of a JSON value, found " + token);
        };
    }

    /** Goes to the end of the value that starts with this token, and checks all text in it. */
    private void visitRest(JsonToken first) throws IOException {
        int depth = 0;
        JsonToken token = first;
        while (true) {
            if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                checked(parser.getText());
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    private String checked(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(++i))) {
                    throw new JsonParseException(parser, "an unpaired surrogate in " + FoundText.quoted(text));
                }
            }
        }
        return text;
    }
}
