package io.meridian.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.meridian.app.query.Figures;
import io.meridian.app.query.RollupRow;
import io.meridian.app.query.WindowRow;
import io.meridian.topology.closing.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rows of one answer in JSON. Most rows of an answer have the same window, so its bounds are formatted once; names are kept
 * encoded. For one thread.
 */
final class RowWriter {
    private static final SerializableString REGION = new SerializedString("region");
    private static final SerializableString METRIC = new SerializedString("metric");
    private static final SerializableString WINDOW = new SerializedString("window");
    private static final SerializableString START = new SerializedString("start");
    private static final SerializableString END = new SerializedString("end");
    private static final SerializableString STATUS = new SerializedString("status");
    private static final SerializableString REVISION = new SerializedString("revision");
    private static final SerializableString COUNT = new SerializedString("count");
    private static final SerializableString SUM = new SerializedString("sum");
    private static final SerializableString MIN = new SerializedString("min");
    private static final SerializableString MAX = new SerializedString("max");
    private static final SerializableString MEAN = new SerializedString("mean");
    private static final SerializableString STDDEV = new SerializedString("stddev");
    private static final SerializableString P50 = new SerializedString("p50");
    private static final SerializableString P90 = new SerializedString("p90");
    private static final SerializableString P99 = new SerializedString("p99");
    private static final SerializableString DEVICES = new SerializedString("devices");
    private static final SerializableString GENERATION = new SerializedString("config_generation");

    private final Time start = new Time();
    private final Time end = new Time();

    /** The text of the last time that was asked for. */
    private static final class Time {
        private long millis = Long.MIN_VALUE;
        private SerializableString text = new SerializedString("");

        SerializableString of(long other) {
            if (other != millis) {
                millis = other;
                text = new SerializedString(Instant.ofEpochMilli(other).toString());
            }
            return text;
        }
    }

    /** The members of a window's object. */
    void row(JsonGenerator json, WindowRow row) throws IOException {
        text(json, REGION, row.series().region());
        text(json, METRIC, row.series().metric());
        rest(json, row.start(), row.end(), row.status(), row.revision(), row.figures());
    }

    /** The members of a step's object. */
    void rollup(JsonGenerator json, RollupRow row) throws IOException {
        optional(json, REGION, row.region());
        optional(json, METRIC, row.metric());
        rest(json, row.start(), row.end(), row.status(), row.revision(), row.figures());
    }

    private void rest(JsonGenerator json, long from, long to, Status status, int revision, Figures figures)
            throws IOException {
        json.writeFieldName(WINDOW);
        json.writeStartObject();
        json.writeFieldName(START);
        json.writeString(start.of(from));
        json.writeFieldName(END);
        json.writeString(end.of(to));
        json.writeEndObject();
        text(json, STATUS, status.name());
        number(json, REVISION, revision);
        number(json, COUNT, figures.count());
        number(json, SUM, figures.sum());
        number(json, MIN, figures.min());
        number(json, MAX, figures.max());
        number(json, MEAN, figures.mean());
        optional(json, figures.stddev());
        number(json, P50, figures.p50());
        number(json, P90, figures.p90());
        number(json, P99, figures.p99());
        number(json, DEVICES, figures.devices());
        number(json, GENERATION, figures.generation());
    }

    private static void number(JsonGenerator json, SerializableString name, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(value);
    }

    private static void number(JsonGenerator json, SerializableString name, long value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(value);
    }

    private static void text(JsonGenerator json, SerializableString name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    private static void optional(JsonGenerator json, SerializableString name, Optional<String> value)
            throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void optional(JsonGenerator json, OptionalDouble deviation) throws IOException {
        json.writeFieldName(STDDEV);
        if (deviation.isPresent()) {
            json.writeNumber(deviation.getAsDouble());
        } else {
            json.writeNull();
        }
    }
}
