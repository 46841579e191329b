package io.meridian.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meridian.app.query.Page;
import io.meridian.app.query.RegionMetrics;
import io.meridian.app.query.RowPosition;
import io.meridian.app.query.WindowRow;
import io.meridian.topology.aggregate.WindowAggregate;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Lists and their rows in JSON. */
final class RowsJson {
    private RowsJson() {}

    static byte[] ofPage(Page page) {
        return list(page.rows(), page.next(), RowsJson::row);
    }

    static byte[] ofRows(List<WindowRow> rows) {
        return list(rows, Optional.empty(), RowsJson::row);
    }

    static byte[] ofRegions(List<RegionMetrics> regions) {
        return list(regions, Optional.empty(), RowsJson::region);
    }

    @FunctionalInterface
    private interface Writer<T> {
        void write(JsonGenerator json, T row) throws IOException;
    }

    private static <T> byte[] list(List<T> rows, Optional<RowPosition> next, Writer<T> writer) {
        return Json.object(json -> {
            json.writeArrayFieldStart("rows");
            for (T row : rows) {
                json.writeStartObject();
                writer.write(json, row);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeFieldName("next");
            if (next.isPresent()) {
                json.writeString(Cursor.encode(next.get()));
            } else {
                json.writeNull();
            }
            json.writeBooleanField("complete", true);
            json.writeArrayFieldStart("failures");
            json.writeEndArray();
        });
    }

    private static void region(JsonGenerator json, RegionMetrics region) throws IOException {
        json.writeStringField("region", region.region());
        json.writeArrayFieldStart("metrics");
        for (String metric : region.metrics()) {
            json.writeString(metric);
        }
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, WindowRow row) throws IOException {
        WindowAggregate aggregate = row.state().aggregate();
        json.writeStringField("region", row.series().region());
        json.writeStringField("metric", row.series().metric());
        json.writeObjectFieldStart("window");
        json.writeStringField("start", Instant.ofEpochMilli(row.start()).toString());
        json.writeStringField("end", Instant.ofEpochMilli(row.end()).toString());
        json.writeEndObject();
        json.writeStringField("status", row.state().status().name());
        json.writeNumberField("revision", row.state().revision());
        json.writeNumberField("count", aggregate.count());
        json.writeNumberField("sum", aggregate.sum());
        json.writeNumberField("min", aggregate.min());
        json.writeNumberField("max", aggregate.max());
        json.writeNumberField("mean", aggregate.mean());
        optional(json, "stddev", aggregate.stddev());
        json.writeNumberField("p50", aggregate.quantile(0.5));
        json.writeNumberField("p90", aggregate.quantile(0.9));
        json.writeNumberField("p99", aggregate.quantile(0.99));
        json.writeNumberField("devices", aggregate.devices());
        json.writeNumberField("config_generation", aggregate.generation());
    }

    private static void optional(JsonGenerator json, String name, OptionalDouble value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeNumber(value.getAsDouble());
        } else {
            json.writeNull();
        }
    }
}
