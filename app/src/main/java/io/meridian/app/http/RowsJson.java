package io.meridian.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meridian.app.query.Answer;
import io.meridian.app.query.Failure;
import io.meridian.app.query.Figures;
import io.meridian.app.query.Page;
import io.meridian.app.query.RegionMetrics;
import io.meridian.app.query.RollupRow;
import io.meridian.app.query.RowPosition;
import io.meridian.app.query.Staleness;
import io.meridian.app.query.WindowRow;
import io.meridian.topology.closing.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Lists and their rows in JSON. */
final class RowsJson {
    private RowsJson() {}

    static Json.Content ofPage(Answer.Found<Page> found) {
        return list(found.value().rows(), found.value().next(), found, RowsJson::row);
    }

    static Json.Content ofRows(Answer.Found<List<WindowRow>> found) {
        return list(found.value(), Optional.empty(), found, RowsJson::row);
    }

    static Json.Content ofRegions(Answer.Found<List<RegionMetrics>> found) {
        return list(found.value(), Optional.empty(), found, RowsJson::region);
    }

    static Json.Content ofRollup(Answer.Found<List<RollupRow>> found) {
        return list(found.value(), Optional.empty(), found, RowsJson::rollup);
    }

    /** What stands at the end of every list. */
    static void writeEnd(
            JsonGenerator json, Optional<RowPosition> next, List<Failure> failures, List<Staleness> staleness)
            throws IOException {
        text(json, "next", next.map(Cursor::encode));
        json.writeBooleanField("complete", failures.isEmpty());
        json.writeArrayFieldStart("failures");
        for (Failure failure : failures) {
            json.writeStartObject();
            json.writeStringField("instance", failure.instance());
            json.writeStringField("reason", failure.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (!staleness.isEmpty()) {
            json.writeArrayFieldStart("staleness");
            for (Staleness one : staleness) {
                json.writeStartObject();
                json.writeStringField("instance", one.instance());
                json.writeNumberField("partition", one.partition());
                json.writeNumberField("lag_ms", one.millis());
                json.writeNumberField("lag_records", one.records());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    @FunctionalInterface
    private interface Writer<T> {
        void write(JsonGenerator json, T row) throws IOException;
    }

    private static <T> Json.Content list(
            List<T> rows, Optional<RowPosition> next, Answer.Found<?> found, Writer<T> writer) {
        return json -> {
            json.writeArrayFieldStart("rows");
            for (T row : rows) {
                json.writeStartObject();
                writer.write(json, row);
                json.writeEndObject();
            }
            json.writeEndArray();
            writeEnd(json, next, found.failures(), found.stale());
        };
    }

    private static void region(JsonGenerator json, RegionMetrics region) throws IOException {
        json.writeStringField("region", region.region());
        json.writeArrayFieldStart("metrics");
        for (String metric : region.metrics()) {
            json.writeString(metric);
        }
        json.writeEndArray();
    }

    /** The members of a window's object. */
    static void row(JsonGenerator json, WindowRow row) throws IOException {
        json.writeStringField("region", row.series().region());
        json.writeStringField("metric", row.series().metric());
        rest(json, row.start(), row.end(), row.status(), row.revision(), row.figures());
    }

    private static void rollup(JsonGenerator json, RollupRow row) throws IOException {
        text(json, "region", row.region());
        text(json, "metric", row.metric());
        rest(json, row.start(), row.end(), row.status(), row.revision(), row.figures());
    }

    private static void rest(JsonGenerator json, long start, long end, Status status, int revision, Figures figures)
            throws IOException {
        json.writeObjectFieldStart("window");
        json.writeStringField("start", Instant.ofEpochMilli(start).toString());
        json.writeStringField("end", Instant.ofEpochMilli(end).toString());
        json.writeEndObject();
        json.writeStringField("status", status.name());
        json.writeNumberField("revision", revision);
        json.writeNumberField("count", figures.count());
        json.writeNumberField("sum", figures.sum());
        json.writeNumberField("min", figures.min());
        json.writeNumberField("max", figures.max());
        json.writeNumberField("mean", figures.mean());
        optional(json, "stddev", figures.stddev());
        json.writeNumberField("p50", figures.p50());
        json.writeNumberField("p90", figures.p90());
        json.writeNumberField("p99", figures.p99());
        json.writeNumberField("devices", figures.devices());
        json.writeNumberField("config_generation", figures.generation());
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
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
