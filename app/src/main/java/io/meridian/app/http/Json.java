package io.meridian.app.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes JSON as a stream of tokens. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Writes tokens. */
    @FunctionalInterface
    interface Content {
        void to(JsonGenerator json) throws IOException;
    }

    /** One JSON object, UTF-8, into a stream that is closed after it. */
    static void write(Content fields, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        }
    }

    /** One JSON object, UTF-8. */
    static byte[] object(Content fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(fields, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }
}
