package io.meridian.connect.sink;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * What a cache is told of a refresh event: that it happened. The content it fetches itself, if it wants it.
 *
 * @param source which settings have changed
 * @param generation of the event
 */
record Refresh(String source, long generation) {
    private static final JsonFactory JSON = new JsonFactory();

    Refresh {
        requireNonNull(source, "source");
    }

    /** The same for every repetition of a request, so that a cache can tell one from a new refresh. */
    String idempotencyKey() {
        return source + "-" + generation;
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("source", source);
            json.writeNumberField("generation", generation);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
