package io.meridian.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meridian.topology.refresh.Refusal;
import io.meridian.topology.refresh.SettingsStatus;
import io.meridian.topology.settings.Limits;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsProblem;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of one instance. */
final class SettingsJson {
    private SettingsJson() {}

    /**
     * One instance's.
     *
     * @param status empty while it is starting
     * @param now in milliseconds since 1970-01-01T00:00:00Z
     */
    static byte[] of(String instance, String source, Optional<SettingsStatus> status, long now) {
        return Json.object(json -> {
            json.writeStringField("instance", instance);
            json.writeStringField("source", source);
            writeSettings(json, "active", status.map(known -> known.active(now)));
            writeSettings(json, "pending", status.flatMap(known -> known.pending(now)));
            json.writeBooleanField(
                    "from_topic", status.map(SettingsStatus::fromTopic).orElse(false));
            json.writeNumberField("refused", status.map(SettingsStatus::refused).orElse(0L));
            writeRefusal(json, status.flatMap(SettingsStatus::lastRefusal));
            json.writeStringField(
                    "trouble", status.flatMap(SettingsStatus::trouble).orElse(null));
        });
    }

    private static void writeSettings(JsonGenerator json, String name, Optional<Settings> some) throws IOException {
        if (some.isEmpty()) {
            json.writeNullField(name);
            return;
        }
        Settings settings = some.get();
        json.writeObjectFieldStart(name);
        json.writeNumberField("generation", settings.generation());
        json.writeStringField("sha256", settings.sha256());
        json.writeStringField(
                "effective_at", Instant.ofEpochMilli(settings.effectiveAt()).toString());
        json.writeObjectFieldStart("regions");
        for (Map.Entry<String, List<String>> region : settings.devices().entrySet()) {
            json.writeArrayFieldStart(region.getKey());
            for (String devices : region.getValue()) {
                json.writeString(devices);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeStringField("unmapped_devices", settings.acceptsUnmappedDevices() ? Settings.UNASSIGNED : "reject");
        json.writeObjectFieldStart("metrics");
        for (Map.Entry<String, Limits> metric : new TreeMap<>(settings.metrics()).entrySet()) {
            json.writeObjectFieldStart(metric.getKey());
            json.writeNumberField("min", metric.getValue().min());
            json.writeNumberField("max", metric.getValue().max());
            json.writeStringField("unit", metric.getValue().unit());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeStringField("unknown_metrics", settings.acceptsUnknownMetrics() ? "accept" : "reject");
        json.writeEndObject();
    }

    private static void writeRefusal(JsonGenerator json, Optional<Refusal> some) throws IOException {
        if (some.isEmpty()) {
            json.writeNullField("last_refusal");
            return;
        }
        Refusal refusal = some.get();
        json.writeObjectFieldStart("last_refusal");
        json.writeNumberField("offset", refusal.offset());
        json.writeStringField(
                "timestamp",
                refusal.timestamp() < 0
                        ? null
                        : Instant.ofEpochMilli(refusal.timestamp()).toString());
        if (refusal.generation().isPresent()) {
            json.writeNumberField("generation", refusal.generation().getAsLong());
        } else {
            json.writeNullField("generation");
        }
        json.writeArrayFieldStart("problems");
        for (SettingsProblem problem : refusal.problems()) {
            json.writeStartObject();
            json.writeStringField("file", problem.file());
            json.writeNumberField("line", problem.line());
            json.writeStringField("field", problem.field());
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("more", refusal.more());
        json.writeEndObject();
    }
}
