package io.meridian.app.replay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.meridian.app.config.NearestName;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rows of a CSV as RFC 4180 has it, with a header line; empty lines are no rows. */
final class CsvRows implements Rows {
    /** Java takes more for a number than people do: 0x1p3, 1d, NaN. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

    private static final int SHOWN = 40;

    private final MappingIterator<String[]> rows;
    private final Columns columns;
    private final int width;
    private final int deviceId;
    private final int metric;
    private final int value;
    private final int timestamp;

    CsvRows(Reader reader, Columns columns, char delimiter) throws IOException {
        this.rows = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build()
                .readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(delimiter))
                .readValues(reader);
        List<String> header = read().map(List::of)
                .orElseThrow(() ->
                        new ReplayException("expected a header line with the names of the columns, found nothing"));
        this.columns = columns;
        this.width = header.size();
        this.deviceId = index(columns.deviceId(), header);
        this.metric = index(columns.metric(), header);
        this.value = index(columns.value(), header);
        this.timestamp = index(columns.timestamp(), header);
    }

    @Override
    public Optional<Row> next() throws IOException {
        return read().map(this::row);
    }

    private Optional<String[]> read() throws IOException {
        try {
            return rows.hasNextValue() ? Optional.of(rows.nextValue()) : Optional.empty();
        } catch (JacksonException e) {
            // After a quote that is not closed anything may follow, so there is no next row to go on with.
            throw new ReplayException("line " + line() + ": is no CSV: " + e.getOriginalMessage(), e);
        }
    }

    /** Of the row that was read last: where the parser stands, which is before the next row once a line end was read. */
    private long line() {
        JsonLocation stands = rows.getParser().currentLocation();
        return stands.getColumnNr() <= 1 ? stands.getLineNr() - 1L : stands.getLineNr();
    }

    private Row row(String[] cells) {
        if (cells.length != width) {
            return new Row.Bad(line(), "expected " + width + " fields as in the header, found " + cells.length);
        }
        String number = cells[value];
        if (!NUMBER.matcher(number).matches()) {
            String shown = number.length() > SHOWN ? number.substring(0, SHOWN) + "…" : number;
            return new Row.Bad(line(), columns.value() + ": expected a number, found \"" + shown + "\"");
        }
        return Rows.of(line(), columns, cells[deviceId], cells[metric], Double.parseDouble(number), cells[timestamp]);
    }

    private static int index(String column, List<String> header) {
        int index = header.indexOf(column);
        if (index < 0) {
            throw new ReplayException("there is no column " + column + "; it has " + String.join(", ", header)
                    + NearestName.of(column, header)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("")
                    + "; --column names columns");
        }
        if (index != header.lastIndexOf(column)) {
            throw new ReplayException("column " + column + " stands twice in the header");
        }
        return index;
    }
}
