package io.meridian.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meridian.app.query.Answer;
import io.meridian.app.query.Failure;
import io.meridian.app.query.Page;
import io.meridian.app.query.RegionMetrics;
import io.meridian.app.query.RollupRow;
import io.meridian.app.query.RowPosition;
import io.meridian.app.query.Staleness;
import io.meridian.app.query.WindowRow;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Lists in JSON. */
final class RowsJson {
    private RowsJson() {}

    static Json.Content ofPage(Answer.Found<Page> found) {
        return list(found.value().rows(), found.value().next(), found, new RowWriter()::row);
    }

    static Json.Content ofRows(Answer.Found<List<WindowRow>> found) {
        return list(found.value(), Optional.empty(), found, new RowWriter()::row);
    }

    static Json.Content ofRegions(Answer.Found<List<RegionMetrics>> found) {
        return list(found.value(), Optional.empty(), found, RowsJson::region);
    }

    static Json.Content ofRollup(Answer.Found<List<RollupRow>> found) {
        return list(found.value(), Optional.empty(), found, new RowWriter()::rollup);
    }

    /** What stands at the end of every list. */
    static void writeEnd(
            JsonGenerator json, Optional<RowPosition> next, List<Failure> failures, List<Staleness> staleness)
            throws IOException {
        json.writeStringField("next", next.map(Cursor::encode).orElse(null));
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
}
