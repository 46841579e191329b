package io.meridian.app.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionalTableTest {
    private static final String METRICS = "region,score,id\nUS,45,1\nEU,62,2\nAPAC,78,3\nUS,55,4\nEU,89,5\n";

    @TempDir
    private Path folder;

    @Test
    void shouldShowTheHighestMeanOfWhatIsAboveTheThresholdFirst() throws IOException {
        Path file = file("metrics.csv", METRICS);

        assertThat(means(file, 50)).containsExactly(entry("APAC", 78.0), entry("EU", 75.5), entry("US", 55.0));
        assertThat(RegionalTable.of(new Analysis(file, "region", "score", 50, ',')))
                .extracting(GroupMean::entries)
                .containsExactly(1L, 2L, 1L);
        assertThat(means(file, 78)).containsExactly(entry("EU", 89.0));
        assertThat(means(file, 1e9)).isEmpty();
    }

    @Test
    void shouldPutEqualMeansInTheOrderOfNamesAndRoundHalfUp() throws IOException {
        Path file = file("ties.csv", "region,score\nb,60\na,60\nc,1.005\nc,1.005\nd,2.675\n");

        assertThat(means(file, 0))
                .containsExactly(entry("a", 60.0), entry("b", 60.0), entry("d", 2.68), entry("c", 1.01));
    }

    @Test
    void shouldTakeQuotesByteOrderMarkCarriageReturnsAndGapsForWhatTheyAre() throws IOException {
        Path file = file("odd.csv", "\ufeff\"region\",\"score\"\r\n\"a, \"\"b\"\"\",60\r\n,70\r\nEU,\r\n");

        assertThat(RegionalTable.of(new Analysis(file, "region", "score", 50, ',')))
                .extracting(GroupMean::group)
                .containsExactly(Optional.empty(), Optional.of("a, \"b\""));
    }

    @Test
    void shouldReadAGzippedFile() throws IOException {
        Path file = folder.resolve("metrics.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(METRICS.getBytes(UTF_8));
        }

        assertThat(means(file, 50)).containsOnlyKeys("APAC", "EU", "US");
    }

    @Test
    void shouldReadParquet() throws Exception {
        Path file = folder.resolve("metrics.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (SELECT * FROM read_csv('" + file("metrics.csv", METRICS) + "')) TO '" + file
                    + "' (FORMAT parquet)");
        }

        assertThat(means(file, 50)).containsExactly(entry("APAC", 78.0), entry("EU", 75.5), entry("US", 55.0));
        assertThatThrownBy(() -> RegionalTable.of(new Analysis(file, "id", "region", 50, ',')))
                .hasMessage(file + ": column region: expected numbers, found VARCHAR");
    }

    @Test
    void shouldTakeNamesForNamesWhateverTheySay() throws IOException {
        Path file = file("a*[b]?';drop.csv", "reg'ion\"; --,score\nx,60\n");

        assertThat(RegionalTable.of(new Analysis(file, "reg'ion\"; --", "score", 50, ',')))
                .hasSize(1);
        file("ab.csv", METRICS);
        assertThatThrownBy(() -> RegionalTable.of(new Analysis(folder.resolve("*.csv"), "region", "score", 50, ',')))
                .hasMessageContaining("there is no such file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "region,score\\nUS,60\\nEU,high\\n| , line 3: column score: expected a number, found \"high\"",
                "region,score\\nUS,nan\\n|: column score: expected finite numbers, found NaN or an infinity",
                "region,scor\\nUS,60\\n|: there is no column score; it has region, scor; did you mean scor?",
                "zone,score\\nUS,60\\n|: there is no column region; it has zone, score",
                "region,score\\nUS,60\\nEU\\n|line 3: ",
                "region,score\\nUS,60\\nEU,70,80\\n|: expected lines with as many fields as the header",
                "``|: expected a CSV with a header line, found an empty file"
            })
    void shouldSayInOneLineWhatIsWrong(String text, String message) throws IOException {
        Path file = file("wrong.csv", text.replace("\\n", "\n"));

        assertThatThrownBy(() -> RegionalTable.of(new Analysis(file, "region", "score", 50, ',')))
                .isInstanceOf(AnalysisException.class)
                .message()
                .startsWith(file.toString())
                .contains(message.strip())
                .hasLineCount(1);
    }

    @Test
    void shouldSayWhatCannotBeRead() throws IOException {
        assertThatThrownBy(() -> RegionalTable.of(new Analysis(folder, "region", "score", 50, ',')))
                .hasMessage(folder + ": expected a CSV or Parquet file, but it is a folder");
        Path noParquet = file("no.parquet", METRICS);
        assertThatThrownBy(() -> RegionalTable.of(new Analysis(noParquet, "region", "score", 50, ',')))
                .isInstanceOf(AnalysisException.class)
                .message()
                .hasLineCount(1);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Map<String, Double> means(Path file, double threshold) {
        Map<String, Double> means = new LinkedHashMap<>();
        RegionalTable.of(new Analysis(file, "region", "score", threshold, ','))
                .forEach(mean -> means.put(mean.group().orElse(""), mean.rounded()));
        return means;
    }
}
