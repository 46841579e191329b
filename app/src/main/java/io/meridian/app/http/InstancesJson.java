package io.meridian.app.http;

import io.meridian.app.query.IngestReport;
import io.meridian.app.query.InstanceReport;
import io.meridian.app.query.Instances;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers of which each instance has its own. */
final class InstancesJson {
    private InstancesJson() {}

    /** A list of the objects that the instances answered with. */
    static Json.Content ofEach(Instances.Each each) {
        return json -> {
            json.writeArrayFieldStart("rows");
            for (byte[] object : each.answers().values()) {
                json.writeRawValue(new String(object, StandardCharsets.UTF_8));
            }
            json.writeEndArray();
            RowsJson.writeEnd(json, Optional.empty(), each.failures(), List.of());
        };
    }

    /**
     * One instance.
     *
     * @param report empty while it is starting
     */
    static byte[] of(String instance, String phase, Optional<InstanceReport> report) {
        return Json.object(json -> {
            json.writeStringField("instance", instance);
            json.writeStringField("phase", phase);
            json.writeStringField("state", report.map(InstanceReport::state).orElse("CREATED"));
            writeAll(json, "active", report.map(InstanceReport::active).orElse(List.of()));
            writeAll(json, "standby", report.map(InstanceReport::standby).orElse(List.of()));
            json.writeArrayFieldStart("lags");
            for (Map.Entry<Integer, Long> lag :
                    report.map(InstanceReport::restoring).orElse(Map.of()).entrySet()) {
                json.writeStartObject();
                json.writeNumberField("partition", lag.getKey());
                json.writeNumberField("records", lag.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField(
                    "input_lag", report.map(InstanceReport::inputLag).orElse(0L));
            write(json, report.map(InstanceReport::ingest).orElse(IngestReport.NONE));
        });
    }

    private static void write(com.fasterxml.jackson.core.JsonGenerator json, IngestReport ingest)
            throws java.io.IOException {
        json.writeObjectFieldStart("ingest");
        json.writeNumberField("accepted", ingest.accepted());
        json.writeObjectFieldStart("rejected");
        for (Map.Entry<String, Long> count : ingest.rejected().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeFieldName("watermark_lag_ms");
        if (ingest.watermarkLag().isPresent()) {
            json.writeNumber(ingest.watermarkLag().getAsLong());
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private static void writeAll(com.fasterxml.jackson.core.JsonGenerator json, String name, List<Integer> partitions)
            throws java.io.IOException {
        json.writeArrayFieldStart(name);
        for (int partition : partitions) {
            json.writeNumber(partition);
        }
        json.writeEndArray();
    }
}
