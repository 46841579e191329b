package io.meridian.app.deadletters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as JSON: bytes that are UTF-8 as {@code {"text"}}, all others as {@code {"base64"}}. What is not ASCII is escaped,
 * so that whatever a device sent does nothing to a terminal or a log.
 */
public final class DeadLetterJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private DeadLetterJson() {}

    /** In one line. */
    public static String line(DeadLetter letter) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(letter, json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        // DEL is ASCII, and the one control character that JSON lets stand.
        return text.toString().replace("\u007f", "\\u007f");
    }

    private static void write(DeadLetter letter, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("partition", letter.place().partition());
        json.writeNumberField("offset", letter.place().offset());
        json.writeStringField(
                "timestamp", Instant.ofEpochMilli(letter.timestamp()).toString());
        json.writeStringField("code", letter.code());
        json.writeArrayFieldStart("errors");
        for (Fault fault : letter.faults()) {
            json.writeStartObject();
            json.writeStringField("code", fault.code());
            json.writeStringField("field", fault.field());
            json.writeStringField("message", fault.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (letter.late().isPresent()) {
            Late late = letter.late().get();
            json.writeObjectFieldStart("late");
            json.writeStringField("window_start", late.windowStart());
            json.writeStringField("window_end", late.windowEnd());
            json.writeStringField("by_ms", late.byMillis());
            json.writeEndObject();
        }
        if (letter.exception().isPresent()) {
            json.writeObjectFieldStart("exception");
            json.writeStringField("type", letter.exception().get().type());
            json.writeStringField("stack_trace", letter.exception().get().stackTrace());
            json.writeEndObject();
        }
        if (letter.origin().isPresent()) {
            Origin origin = letter.origin().get();
            json.writeObjectFieldStart("origin");
            json.writeStringField("topic", origin.topic());
            json.writeNumberField("partition", origin.partition());
            json.writeNumberField("offset", origin.offset());
            json.writeEndObject();
        }
        json.writeNumberField("attempt", letter.attempt());
        if (letter.device().isPresent()) {
            json.writeStringField("device", letter.device().get());
        }
        json.writeFieldName("key");
        bytes(letter.key(), json);
        json.writeFieldName("payload");
        bytes(letter.value(), json);
        json.writeArrayFieldStart("headers");
        for (Header header : letter.headers()) {
            json.writeStartObject();
            json.writeStringField("name", header.key());
            json.writeFieldName("value");
            bytes(header.value(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void bytes(byte @Nullable [] bytes, JsonGenerator json) throws IOException {
        if (bytes == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        Optional<String> text = text(bytes);
        if (text.isPresent()) {
            json.writeStringField("text", text.get());
        } else {
            json.writeStringField("base64", Base64.getEncoder().encodeToString(bytes));
        }
        json.writeEndObject();
    }

    /** Bytes as text, where they are valid UTF-8 and have no zero byte. */
    public static Optional<String> text(byte[] bytes) {
        for (byte one : bytes) {
            if (one == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
