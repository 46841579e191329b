package io.meridian.topology.refresh;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.meridian.reading.FieldRules;
import io.meridian.topology.settings.SettingsCompiler;
import io.meridian.topology.settings.SettingsProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads one refresh event, strictly: each field of the contract once and of its type, both kinds of hashes right. Fields that
 * are not known are passed over, so that the contract can grow.
 */
final class RefreshEventDecoder {
    /** Four times what a topic takes by default. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final List<String> FIELDS =
            List.of("source", "generation", "effective_at", "detected_at", "sha256", "changes", "files");

    private final JsonParser json;
    private final FilesDecoder files;
    private final Set<String> found = new HashSet<>();
    private String source = "";
    private long generation;
    private long effectiveAt;
    private String sha256 = "";

    private RefreshEventDecoder(JsonParser json) {
        this.json = json;
        this.files = new FilesDecoder(json);
    }

    /** @throws MalformedEventException saying what is wrong with it; nothing else is thrown, whatever the bytes */
    static RefreshEvent decode(byte[] value) throws MalformedEventException {
        if (value.length > MAX_BYTES) {
            throw MalformedEventException.at("", "expected at most " + MAX_BYTES + " bytes, found " + value.length);
        }
        try (JsonParser json = JSON.createParser(text(value))) {
            return new RefreshEventDecoder(json).event();
        } catch (JacksonException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
            throw new MalformedEventException(new SettingsProblem(
                    "", Math.max(0, line), "", "expected JSON, found a fault: " + broken.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail to be read", impossible);
        }
    }

    /** Before Jackson sees it, which would take other encodings too, and some bytes that are no UTF-8. */
    private static String text(byte[] value) throws MalformedEventException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw MalformedEventException.at("", "expected UTF-8 text, found other bytes");
        }
    }

    private RefreshEvent event() throws IOException, MalformedEventException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw MalformedEventException.at("", "expected a JSON object, found something else");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            take(field);
            found.add(field);
        }
        if (json.nextToken() != null) {
            throw MalformedEventException.at("", "expected the end after the JSON object, found more");
        }
        for (String field : FIELDS) {
            if (!found.contains(field)) {
                throw MalformedEventException.at(field, "expected this field, found none");
            }
        }
        if (!SettingsCompiler.sha256(files.files()).equals(sha256)) {
            throw MalformedEventException.at(
                    "sha256",
                    "expected the hash of the files as they came, found another; was the event cut or changed?");
        }
        return new RefreshEvent(source, generation, effectiveAt, sha256, files.files());
    }

    private void take(String field) throws IOException, MalformedEventException {
        switch (field) {
            case "source" -> source = FilesDecoder.text(json, field);
            case "generation" -> generation = generation();
            case "effective_at" -> effectiveAt = time(field);
            case "detected_at" -> time(field);
            case "sha256" -> sha256 = FilesDecoder.text(json, field);
            case "changes" -> {
                FilesDecoder.expectArray(json, field);
                json.skipChildren();
            }
            case "files" -> files.read();
            default -> json.skipChildren();
        }
    }

    private long generation() throws IOException, MalformedEventException {
        boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!whole || json.getLongValue() < 1) {
            throw MalformedEventException.at(
                    "generation", "expected a whole number of at least 1, found another value");
        }
        return json.getLongValue();
    }

    private long time(String field) throws IOException, MalformedEventException {
        OptionalLong time = FieldRules.parseTimestamp(FilesDecoder.text(json, field));
        if (time.isEmpty()) {
            throw MalformedEventException.at(
                    field,
                    "expected a time such as 2025-03-12T14:30:00Z of the years 1970 to 9999, found another text");
        }
        return time.getAsLong();
    }
}
