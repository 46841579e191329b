package io.meridian.connect.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.meridian.connect.detect.Change;
import io.meridian.connect.detect.FileVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The form in which events travel: one JSON object, its fields always in the same order. */
final class RefreshEventJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private RefreshEventJson() {}

    static String encode(RefreshEvent event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("source", event.source());
            json.writeNumberField("generation", event.generation());
            json.writeStringField("effective_at", time(event.effectiveAt()));
            json.writeStringField("detected_at", time(event.detectedAt()));
            json.writeStringField("sha256", event.files().index().sha256());
            json.writeArrayFieldStart("changes");
            for (Change change : event.changes()) {
                write(json, change);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("files");
            for (FileVersion file : event.files().files()) {
                write(json, file);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Change change) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", change.path());
        json.writeStringField("change", change.kind().name());
        json.writeStringField("sha256", change.sha256());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, FileVersion file) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", file.path());
        json.writeStringField("sha256", file.sha256());
        json.writeStringField("content", file.content());
        json.writeEndObject();
    }

    private static String time(Instant instant) {
        return MILLISECONDS.format(instant);
    }
}
