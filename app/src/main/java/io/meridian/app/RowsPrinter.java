package io.meridian.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.app.ask.Column;
import io.meridian.app.ask.Rows;
import io.meridian.app.ask.Sparkline;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows as people or programs read them. Sparklines only on a terminal that can show them. */
final class RowsPrinter {
    /** What a line of a terminal has no room for. */
    private static final Set<String> LEFT_OUT = Set.of("end", "sum");

    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final Form form;
    private final boolean onTerminal;
    private final boolean coloured;
    private final boolean utf8;
    private boolean headed;

    /** Its forms. */
    enum Form {
        table,
        json,
        csv
    }

    RowsPrinter(PrintWriter out, Form form, boolean onTerminal) {
        this(out, form, onTerminal, System.getenv());
    }

    /** @param environment tells of NO_COLOR and of the locale */
    RowsPrinter(PrintWriter out, Form form, boolean onTerminal, Map<String, String> environment) {
        this.out = out;
        this.form = form;
        this.onTerminal = onTerminal;
        this.coloured = onTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        this.utf8 = List.of("LC_ALL", "LC_CTYPE", "LANG").stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(locale -> !locale.isEmpty())
                .findFirst()
                .filter(locale -> locale.toLowerCase(Locale.ROOT).matches(".*utf-?8.*"))
                .isPresent();
    }

    void print(Rows rows) {
        switch (form) {
            case table -> table(rows.rows());
            case json -> rows.rows().forEach(out::println);
            case csv -> csv(rows.rows());
        }
        out.flush();
    }

    private void table(List<JsonNode> rows) {
        if (rows.isEmpty()) {
            out.println("No rows.");
            return;
        }
        List<Column> columns = Column.ALL.stream()
                .filter(column -> !LEFT_OUT.contains(column.name()) && column.isIn(rows))
                .toList();
        Table table = new Table(columns.stream()
                .map(column -> column.name().toUpperCase(Locale.ROOT))
                .toArray(String[]::new));
        rows.forEach(row ->
                table.row(columns.stream().map(column -> column.shown(row)).toArray(String[]::new)));
        if (coloured) {
            table.print(out, BOLD, PLAIN);
        } else {
            table.print(out);
        }
        if (onTerminal && utf8) {
            List<String> lines = Sparkline.of(rows);
            if (!lines.isEmpty()) {
                out.println();
                lines.forEach(out::println);
            }
        }
    }

    private void csv(List<JsonNode> rows) {
        if (!headed) {
            out.println(Column.ALL.stream().map(Column::name).collect(Collectors.joining(",")));
            headed = true;
        }
        rows.forEach(row ->
                out.println(Column.ALL.stream().map(column -> column.csv(row)).collect(Collectors.joining(","))));
    }
}
