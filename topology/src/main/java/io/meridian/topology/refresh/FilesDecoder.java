package io.meridian.topology.refresh;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meridian.topology.settings.SettingsCompiler;
import io.meridian.topology.settings.SettingsProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the files of one refresh event: each path once, each content as its hash says. */
final class FilesDecoder {
    private static final int MAX_PATH = 255;

    private final JsonParser json;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    FilesDecoder(JsonParser json) {
        this.json = json;
    }

    SortedMap<String, byte[]> files() {
        return files;
    }

    /** Reads the array that the parser stands at. */
    void read() throws IOException, MalformedEventException {
        expectArray(json, "files");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            readFile("files[" + files.size() + "]");
        }
    }

    private void readFile(String place) throws IOException, MalformedEventException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw MalformedEventException.at(place, "expected an object, found something else");
        }
        String path = null;
        String sha256 = null;
        String content = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "path" -> path = text(json, place + ".path");
                case "sha256" -> sha256 = text(json, place + ".sha256");
                case "content" -> content = text(json, place + ".content");
                default -> json.skipChildren();
            }
        }
        add(
                required(path, place + ".path"),
                required(sha256, place + ".sha256"),
                required(content, place + ".content"),
                place);
    }

    private void add(String path, String sha256, String content, String place) throws MalformedEventException {
        if (path.isBlank() || path.length() > MAX_PATH || path.chars().anyMatch(Character::isISOControl)) {
            throw MalformedEventException.at(
                    place + ".path", "expected 1 to " + MAX_PATH + " printable characters, found another path");
        }
        byte[] bytes = utf8(content, path);
        if (!SettingsCompiler.sha256(bytes).equals(sha256)) {
            throw in(path, "expected the hash that the event has of it, found another content");
        }
        if (files.putIfAbsent(path, bytes) != null) {
            throw in(path, "expected each path once, found it again");
        }
    }

    private static byte[] utf8(String content, String path) throws MalformedEventException {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(content));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException unpaired) {
            throw in(path, "expected text, found half a character (an unpaired surrogate)");
        }
    }

    private static MalformedEventException in(String path, String message) {
        return new MalformedEventException(new SettingsProblem(path, 0, "", message));
    }

    private static String required(@Nullable String value, String field) throws MalformedEventException {
        if (value == null) {
            throw MalformedEventException.at(field, "expected this field, found none");
        }
        return value;
    }

    static String text(JsonParser json, String field) throws IOException, MalformedEventException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw MalformedEventException.at(field, "expected text, found another type");
        }
        return json.getText();
    }

    static void expectArray(JsonParser json, String field) throws MalformedEventException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw MalformedEventException.at(field, "expected a list, found another type");
        }
    }
}
