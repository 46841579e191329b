package io.meridian.app.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.app.replay.ReplayFile.Format;
import io.meridian.reading.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayFileTest {
    private static final String HEADER = "device_id,metric,value,timestamp\n";
    private static final String ROW = "d-8842,cpu_load,78.4,2025-03-12T14:30:00Z\n";
    private static final String OBJECT =
            "{\"device_id\":\"d-8842\",\"metric\":\"cpu_load\",\"value\":78.4,\"timestamp\":\"2025-03-12T14:30:00Z\"}";
    private static final Reading READING = new Reading("d-8842", "cpu_load", 78.4, 1_741_789_800_000L);
    private static final Columns PLAIN = Columns.of(Map.of());

    private final Path folder;

    ReplayFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void shouldReadCsvWhateverEndsItsLines(String lineEnd) throws IOException {
        assertThat(csv((HEADER + "\n" + ROW + ROW).replace("\n", lineEnd)))
                .containsExactly(new Row.Sound(3, READING), new Row.Sound(4, READING));
    }

    @Test
    void shouldReadQuotedFieldsMarkedFilesAndPackedOnes() throws IOException {
        String quoted = "\uFEFF" + """
                "device_id",note,"metric",value,timestamp
                "d-8842","a, ""b""
                c",cpu_load,"78.4",2025-03-12T14:30:00Z
                d-8842,,cpu_load,78.4,2025-03-12T14:30:00Z""";
        Path packed = folder.resolve("x.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(quoted.getBytes(UTF_8));
        }

        assertThat(rows(packed, Format.csv, PLAIN))
                .containsExactly(new Row.Sound(3, READING), new Row.Sound(4, READING));
    }

    @Test
    void shouldFindFieldsByOtherNames() throws IOException {
        Columns columns = Columns.of(Map.of("device_id", "dev", "timestamp", "at"));

        assertThat(rows(
                        file("x.csv", "at,dev,metric,value\n2025-03-12T15:30:00+01:00,d-8842,cpu_load,78.4\n"),
                        Format.csv,
                        columns))
                .containsExactly(new Row.Sound(2, READING));
        assertThat(rows(
                        file("x.jsonl", OBJECT.replace("device_id", "dev").replace("timestamp", "at")),
                        Format.jsonl,
                        columns))
                .containsExactly(new Row.Sound(1, READING));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "d-8842,cpu_load,warm,2025-03-12T14:30:00Z|value: expected a number, found \"warm\"",
                "d-8842,cpu_load,,2025-03-12T14:30:00Z|value: expected a number, found \"\"",
                "d-8842,cpu_load,NaN,2025-03-12T14:30:00Z|value: expected a number, found \"NaN\"",
                "d-8842,cpu_load,0x1p3,2025-03-12T14:30:00Z|value: expected a number, found \"0x1p3\"",
                "d-8842,cpu_load,1e999,2025-03-12T14:30:00Z|value: expected a number within the range of a double",
                "d-88421,cpu_load,1,2025-03-12T14:30:00Z|device_id: expected d- and four ASCII digits, found \"d-88421\"",
                "d-8842,cpu_load,1,yesterday|timestamp: expected an RFC 3339",
                "d-8842,,1,2025-03-12T14:30:00Z|metric: expected 1 to 128 characters",
                "d-8842,cpu_load,1|expected 4 fields as in the header, found 3",
                "d-8842,cpu_load,1,2025-03-12T14:30:00Z,x|expected 4 fields as in the header, found 5"
            })
    void shouldSayWhyALineIsNoReadingAndGoOn(String line, String reason) throws IOException {
        List<Row> rows = csv(HEADER + line + "\n" + ROW);

        shouldBeABadLineAndThenAReading(rows, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"device_id\":1}|device_id: expected text, found a number",
                "{\"device_id\":\"d-8842\",\"metric\":\"m\",\"value\":\"1\",\"timestamp\":\"x\"}|value: expected a number, found text",
                "{\"device_id\":\"d-8842\"}|metric: expected text, found nothing",
                "{\"device_id\":\"d-8842\",\"device_id\":\"d-8843\"}|expected one JSON object: Duplicate field",
                "[]|expected one JSON object, found an array",
                "{} {}|expected one JSON object",
                "{|expected one JSON object"
            })
    void shouldSayWhyAnObjectIsNoReadingAndGoOn(String line, String reason) throws IOException {
        List<Row> rows = rows(file("x.jsonl", "\n" + line + "\r\n" + OBJECT), Format.jsonl, PLAIN);

        shouldBeABadLineAndThenAReading(rows, reason);
    }

    private static void shouldBeABadLineAndThenAReading(List<Row> rows, String reason) {
        assertThat(rows).hasSize(2).last().isEqualTo(new Row.Sound(3, READING));
        assertThat(rows.get(0)).isInstanceOfSatisfying(Row.Bad.class, bad -> {
            assertThat(bad.line()).isEqualTo(2);
            assertThat(bad.reason()).contains(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "nothing",
            value = {
                "nothing|expected a header line",
                "device,metric,value,timestamp|there is no column device_id; it has device, metric, value, timestamp; did you mean device?",
                "device_id,metric,value,value,timestamp|column value stands twice"
            })
    void shouldRefuseAHeaderThatTellsTooLittle(String header, String reason) throws IOException {
        Path file = file("x.csv", header == null ? "" : header + "\n");

        assertThatThrownBy(() -> rows(file, Format.csv, PLAIN))
                .isInstanceOf(ReplayException.class)
                .hasMessageContainingAll(file.toString(), reason);
    }

    @Test
    void shouldEndWhereNobodyKnowsWhereTheNextRowBegins() throws IOException {
        Path file = file("x.csv", HEADER + "\"d-8842\"x,cpu_load,1,2025-03-12T14:30:00Z\n");

        assertThatThrownBy(() -> rows(file, Format.csv, PLAIN))
                .isInstanceOf(ReplayException.class)
                .hasMessageStartingWith(file + ", line 2: is no CSV: ");
        Path endless = file("x.jsonl", " ".repeat(1_000_001));
        assertThatThrownBy(() -> rows(endless, Format.jsonl, PLAIN)).hasMessageContaining("line 1: expected one JSON");
    }

    @Test
    void shouldRefuseOtherBytesThanUtf8() throws IOException {
        Path file = Files.write(folder.resolve("x.jsonl"), "{\"device_id\":\"Ä\"}".getBytes(ISO_8859_1));

        assertThatThrownBy(() -> rows(file, Format.jsonl, PLAIN)).hasMessageContaining("expected UTF-8");
    }

    @Test
    void shouldRefuseWhatIsNoFile() {
        assertThatThrownBy(() -> rows(folder, Format.csv, PLAIN)).hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> rows(folder.resolve("no.csv"), Format.csv, PLAIN))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void shouldTellHowMuchHasBeenRead() throws IOException {
        try (ReplayFile file = ReplayFile.open(file("x.csv", HEADER + ROW.repeat(10_000)), Format.csv, PLAIN, ',')) {
            assertThat(file.share()).isStrictlyBetween(0.0, 0.2);
            while (file.next().isPresent()) {
                assertThat(file.share()).isPositive();
            }
            assertThat(file.share()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"a.csv,csv", "a.csv.gz,csv", "a.jsonl,jsonl", "a.ndjson.gz,jsonl", "a.txt,", "csv,"})
    void shouldTellTheFormByTheName(Path name, Format expected) {
        assertThat(Format.of(name)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void shouldKnowOnlyFieldsOfAReading() {
        assertThatThrownBy(() -> Columns.of(Map.of("devise_id", "dev")))
                .hasMessageContainingAll("devise_id is no field", "did you mean device_id?");
    }

    private List<Row> csv(String text) throws IOException {
        return rows(file("x.csv", text), Format.csv, PLAIN);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<Row> rows(Path path, Format format, Columns columns) {
        List<Row> rows = new ArrayList<>();
        try (ReplayFile file = ReplayFile.open(path, format, columns, ',')) {
            for (Optional<Row> row = file.next(); row.isPresent(); row = file.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }
}
