package io.meridian.app.replay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Rows of a file with one JSON object a line. Nothing is coerced; blank lines are no rows. */
final class JsonLinesRows implements Rows {
    /** A file without line ends must not fill the memory. */
    private static final int LONGEST = 1_000_000;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final Reader reader;
    private final Columns columns;
    private final StringBuilder text = new StringBuilder();
    private long line;

    JsonLinesRows(Reader reader, Columns columns) {
        this.reader = reader;
        this.columns = columns;
    }

    @Override
    public Optional<Row> next() throws IOException {
        while (readLine()) {
            String found = text.toString();
            if (!found.isBlank()) {
                return Optional.of(row(found));
            }
        }
        return Optional.empty();
    }

    private boolean readLine() throws IOException {
        text.setLength(0);
        line++;
        int next = reader.read();
        boolean more = next >= 0;
        while (next >= 0 && next != '\n') {
            if (text.length() == LONGEST) {
                throw new ReplayException("line " + line + ": expected one JSON object a line, found more than "
                        + LONGEST + " characters");
            }
            text.append((char) next);
            next = reader.read();
        }
        return more;
    }

    private Row row(String found) throws IOException {
        JsonNode object;
        try {
            object = JSON.readTree(found);
        } catch (JacksonException e) {
            return new Row.Bad(line, "expected one JSON object: " + e.getOriginalMessage());
        }
        if (!object.isObject()) {
            return new Row.Bad(line, "expected one JSON object, found " + kind(object));
        }
        Optional<Row> wrong = wrong(object, columns.deviceId(), "text")
                .or(() -> wrong(object, columns.metric(), "text"))
                .or(() -> wrong(object, columns.value(), "a number"))
                .or(() -> wrong(object, columns.timestamp(), "text"));
        return wrong.orElseGet(() -> Rows.of(
                line,
                columns,
                object.get(columns.deviceId()).textValue(),
                object.get(columns.metric()).textValue(),
                object.get(columns.value()).doubleValue(),
                object.get(columns.timestamp()).textValue()));
    }

    private Optional<Row> wrong(JsonNode object, String column, String expected) {
        JsonNode found = object.path(column);
        if (kind(found).equals(expected)) {
            return Optional.empty();
        }
        return Optional.of(new Row.Bad(line, column + ": expected " + expected + ", found " + kind(found)));
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case ARRAY -> "an array";
            case OBJECT, POJO, BINARY -> "an object";
            case MISSING -> "nothing";
        };
    }
}
