package io.meridian.app.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes JSON as a stream of tokens. */
final class Json {
    /** Numbers in their shortest form by Raffaello Giulietti's Schubfach: thousands of them are a good part of a long answer. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private Json() {}

    /** Writes tokens. */
    @FunctionalInterface
    interface Content {
        void to(JsonGenerator json) throws IOException;
    }

    /** One JSON object, UTF-8, into a stream that is closed after it, unless it fails: half an object must not look whole. */
    static void write(Content fields, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        }
        out.close();
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
