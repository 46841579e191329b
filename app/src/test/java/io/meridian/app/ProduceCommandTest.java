package io.meridian.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProduceCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--file x.csv --seed 3|--seed: only for made-up readings, not with --file",
                "--file x.csv --devices 3|--devices: only for made-up readings, not with --file",
                "--on-bad-row skip|--on-bad-row: only with --file",
                "--column value=v|--column: only with --file",
                "--file x.txt|--file x.txt: expected a name that ends in .csv or .jsonl, or --format",
                "--file x.csv --column devise_id=d|devise_id is no field of a reading",
                "--file x.csv --rate 0|--rate 0.0: expected above 0"
            })
    void shouldRefuseWhatDoesNotGoTogether(String line, String expected) {
        Execution execution = Execution.of(("produce " + line).split(" ", -1));

        assertThat(execution.code()).as(execution.output()).isEqualTo(Main.WRONG_USAGE);
        assertThat(execution.output().lines()).singleElement().asString().contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"no-such.csv,there is no such file", ".,it is a folder"})
    void shouldFailInOneLineWhereTheFileCannotBeRead(String file, String reason) {
        Execution execution = Execution.of("produce", "--file", file, "--format", "csv");

        assertThat(execution.code()).as(execution.output()).isEqualTo(Main.FAILED);
        assertThat(execution.output().lines())
                .containsExactly("meridian produce: " + file + ": expected a file that can be read, but " + reason);
    }
}
