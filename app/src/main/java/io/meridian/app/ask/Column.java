package io.meridian.app.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.app.deadletters.Harmless;
import java.util.List;
import java.util.Locale;

/** A column of a table or a CSV: what it is called, and where in a row it stands. */
public record Column(String name, String pointer) {
    private static final String NOTHING = "-";

    /** All columns, in the order in which they are shown. Rows of a roll-up have no region or metric where those are merged. */
    public static final List<Column> ALL = List.of(
            new Column("region", "/region"),
            new Column("metric", "/metric"),
            new Column("start", "/window/start"),
            new Column("end", "/window/end"),
            new Column("status", "/status"),
            new Column("revision", "/revision"),
            new Column("count", "/count"),
            new Column("mean", "/mean"),
            new Column("stddev", "/stddev"),
            new Column("min", "/min"),
            new Column("p50", "/p50"),
            new Column("p90", "/p90"),
            new Column("p99", "/p99"),
            new Column("max", "/max"),
            new Column("sum", "/sum"),
            new Column("devices", "/devices"));

    /** For people: numbers to two decimals, nothing that a terminal obeys. */
    public String shown(JsonNode row) {
        JsonNode value = row.at(pointer);
        if (value.isMissingNode() || value.isNull()) {
            return NOTHING;
        }
        return value.isFloatingPointNumber()
                ? String.format(Locale.ROOT, "%.2f", value.asDouble())
                : Harmless.text(value.asText());
    }

    /** For programs: as it came, quoted as RFC 4180 has it; empty where there is none. */
    public String csv(JsonNode row) {
        JsonNode value = row.at(pointer);
        String text = value.isMissingNode() || value.isNull() ? "" : value.asText();
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Whether any row has something there. */
    public boolean isIn(List<JsonNode> rows) {
        return rows.stream()
                .anyMatch(
                        row -> row.at(pointer).isValueNode() && !row.at(pointer).isNull());
    }
}
