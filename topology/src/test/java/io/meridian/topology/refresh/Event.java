package io.meridian.topology.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meridian.topology.settings.SettingsCompiler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A refresh event as the connector writes it, to be changed field by field. */
final class Event {
    static final String SOURCE = "local_config";

    private final Map<String, String> fields = new LinkedHashMap<>();

    private Event() {}

    /** A valid one of one file. */
    static Event of(long generation, String effectiveAt, String yaml) {
        return of(generation, effectiveAt, Map.of("regions.yaml", yaml));
    }

    static Event of(long generation, String effectiveAt, Map<String, String> contents) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        contents.forEach((path, content) -> files.put(path, content.getBytes(UTF_8)));
        Event event = new Event();
        event.fields.put("source", quoted(SOURCE));
        event.fields.put("generation", Long.toString(generation));
        event.fields.put("effective_at", quoted(effectiveAt));
        event.fields.put("detected_at", quoted("2025-03-12T14:29:58.000Z"));
        event.fields.put("sha256", quoted(SettingsCompiler.sha256(files)));
        event.fields.put(
                "changes",
                "[{\"path\":\"regions.yaml\",\"change\":\"MODIFIED\",\"sha256\":\"%s\"}]".formatted("0".repeat(64)));
        event.fields.put(
                "files",
                files.entrySet().stream()
                        .map(file -> file(
                                file.getKey(),
                                SettingsCompiler.sha256(file.getValue()),
                                new String(file.getValue(), UTF_8)))
                        .collect(Collectors.joining(",", "[", "]")));
        return event;
    }

    static String file(String path, String sha256, String content) {
        return "{\"path\":%s,\"sha256\":%s,\"content\":%s}".formatted(quoted(path), quoted(sha256), quoted(content));
    }

    /** @param json of the value */
    Event with(String field, String json) {
        fields.put(field, json);
        return this;
    }

    Event without(String field) {
        fields.remove(field);
        return this;
    }

    String json() {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    byte[] bytes() {
        return json().getBytes(UTF_8);
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
