package io.meridian.app.analyze;

import java.nio.file.Path;

/**
 * What is asked of a file: of the rows whose value is greater than the threshold, mean and count by group.
 *
 * @param file CSV with a header line, also gzipped, or Parquet, by its name
 * @param groupBy name of the column that rows are grouped by
 * @param value name of the column with the numbers
 * @param threshold what values have to be greater than
 * @param delimiter between the fields of a CSV
 */
public record Analysis(Path file, String groupBy, String value, double threshold, char delimiter) {
    boolean isParquet() {
        return file.getFileName().toString().endsWith(".parquet");
    }
}
