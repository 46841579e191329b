package io.meridian.app.analyze;

import io.meridian.app.config.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Means by group of a file that may be larger than memory: DuckDB reads it once, on all cores, and keeps the groups alone. Nothing is
 * coerced: text where a number belongs ends it, and so does a number that is not finite. An empty value is no reading and is left out.
 */
public final class RegionalTable {
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern CONVERTED = Pattern.compile("Could not convert string \"(.*?)\" to", Pattern.DOTALL);
    private static final String NOT_FINITE = "not finite";
    private static final int MOST_NAMED = 20;
    /** What DuckDB allows by itself, in bytes. */
    private static final int LONGEST_LINE = 2 << 20;
    /** For the first line alone; by itself DuckDB would read 32 MB for it. */
    private static final int HEADER_BUFFER = 2 * LONGEST_LINE;

    private RegionalTable() {}

    /**
     * Reads the file.
     *
     * @return the highest mean first, then by name
     * @throws AnalysisException if the file cannot be read, lacks a column, or has something else than numbers for values
     */
    public static List<GroupMean> of(Analysis asked) {
        requireReadable(asked.file());
        try (DuckDb engine = DuckDb.over(asked.file())) {
            Map<String, String> columns = columns(engine, asked);
            require(asked.groupBy(), columns, asked.file());
            require(asked.value(), columns, asked.file());
            return means(engine, asked, columns);
        } catch (SQLException e) {
            throw refused(asked, e);
        } catch (IOException e) {
            throw new AnalysisException("cannot read " + asked.file() + ": " + e.getMessage(), e);
        }
    }

    /** Begins to load the engine, in a thread of its own; not needed, but who calls it before arguments are read is sooner done. */
    public static void prepare() {
        DuckDb.load();
    }

    private static void requireReadable(Path file) {
        String wrong = !Files.exists(file)
                ? "there is no such file"
                : Files.isDirectory(file) ? "it is a folder" : Files.isReadable(file) ? "" : "it may not be read";
        if (!wrong.isEmpty()) {
            throw new AnalysisException(file + ": expected a CSV or Parquet file, but " + wrong);
        }
        try {
            if (Files.size(file) == 0) {
                throw new AnalysisException(file + ": expected a CSV with a header line, found an empty file");
            }
        } catch (IOException e) {
            throw new AnalysisException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Names and types, in the file's order. */
    private static Map<String, String> columns(DuckDb engine, Analysis asked) throws SQLException {
        // Of the header alone, whatever follows it: that is judged where its lines are counted.
        String source = asked.isParquet()
                ? "read_parquet(?)"
                : "read_csv(?, all_varchar = true, ignore_errors = true, null_padding = true, sample_size = 1, buffer_size = "
                        + HEADER_BUFFER + ", max_line_size = " + LONGEST_LINE + ", " + dialect(asked) + ")";
        try (PreparedStatement statement = engine.connection().prepareStatement("DESCRIBE SELECT * FROM " + source)) {
            statement.setString(1, engine.input());
            Map<String, String> columns = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
            return columns;
        }
    }

    /** Named in full, since a guess at it may leave out lines that do not fit. */
    private static String dialect(Analysis asked) {
        return "header = true, skip = 0, quote = '\"', escape = '\"', delim = " + literal("" + asked.delimiter());
    }

    private static List<GroupMean> means(DuckDb engine, Analysis asked, Map<String, String> columns)
            throws SQLException {
        String value = asked.isParquet() ? number(asked, columns) : name(asked.value());
        String query = "SELECT named, avg(finite), count(*) FROM (SELECT CAST(" + name(asked.groupBy())
                + " AS VARCHAR) AS named, CASE WHEN isfinite(v) THEN v ELSE error('" + NOT_FINITE
                + "') END AS finite FROM (SELECT " + name(asked.groupBy()) + ", " + value + " AS v FROM "
                + source(asked, columns) + ") WHERE v IS NOT NULL) WHERE finite > ? GROUP BY named"
                + " ORDER BY 2 DESC, 1 NULLS LAST";
        try (PreparedStatement statement = engine.connection().prepareStatement(query)) {
            statement.setString(1, engine.input());
            statement.setDouble(2, asked.threshold());
            List<GroupMean> means = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    means.add(
                            new GroupMean(Optional.ofNullable(rows.getString(1)), rows.getDouble(2), rows.getLong(3)));
                }
            }
            return means;
        }
    }

    private static String source(Analysis asked, Map<String, String> columns) {
        if (asked.isParquet()) {
            return "read_parquet(?)";
        }
        String types = columns.keySet().stream()
                .map(column -> literal(column) + ": " + (column.equals(asked.value()) ? "'DOUBLE'" : "'VARCHAR'"))
                .collect(Collectors.joining(", ", "{", "}"));
        return "read_csv(?, auto_detect = false, columns = " + types + ", " + dialect(asked) + ")";
    }

    private static String number(Analysis asked, Map<String, String> columns) {
        String type = columns.getOrDefault(asked.value(), "");
        if (!type.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*")) {
            throw new AnalysisException(
                    asked.file() + ": column " + asked.value() + ": expected numbers, found " + type);
        }
        return "CAST(" + name(asked.value()) + " AS DOUBLE)";
    }

    private static void require(String column, Map<String, String> columns, Path file) {
        if (columns.containsKey(column)) {
            return;
        }
        String known = columns.keySet().stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        throw new AnalysisException(file + ": there is no column " + column + "; it has " + known
                + (columns.size() > MOST_NAMED ? " and more" : "")
                + NearestName.of(column, columns.keySet())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(""));
    }

    /** DuckDB's messages are pages of settings; what a reader needs of one is line and reason. */
    private static AnalysisException refused(Analysis asked, SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains(NOT_FINITE)) {
            return new AnalysisException(
                    asked.file() + ": column " + asked.value() + ": expected finite numbers, found NaN or an infinity",
                    failure);
        }
        Matcher line = LINE.matcher(message);
        Matcher found = CONVERTED.matcher(message);
        String reason = found.find()
                ? "column " + asked.value() + ": expected a number, found \"" + found.group(1) + "\""
                : reason(message);
        return new AnalysisException(
                asked.file() + (line.find() ? ", line " + line.group(1) : "") + ": " + reason, failure);
    }

    /** The first line that says something, without DuckDB's own names. */
    private static String reason(String message) {
        if (message.contains("Error when sniffing")) {
            return "expected lines with as many fields as the header, separated by --delimiter, found others";
        }
        List<String> lines = message.lines().toList();
        return lines.stream()
                .filter(text -> !text.isBlank()
                        && !text.contains("CSV Error on Line")
                        && !text.startsWith("Original Line")
                        && !text.startsWith("Possible"))
                .findFirst()
                .orElse("cannot be read");
    }

    private static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
