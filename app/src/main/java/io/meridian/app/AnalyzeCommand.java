package io.meridian.app;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.meridian.app.analyze.Analysis;
import io.meridian.app.analyze.GroupMean;
import io.meridian.app.analyze.RegionalTable;
import io.meridian.app.deadletters.Harmless;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code analyze}. */
@Command(
        name = "analyze",
        description = {
            "Means by region of a CSV or Parquet file, with no Kafka at all.",
            "Takes the rows whose value is greater than the threshold, and shows the highest mean first. The file may be larger than memory."
        },
        footer = {"", "Example: meridian analyze examples/metrics.csv --threshold 50"},
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class AnalyzeCommand implements Callable<Integer> {
    private static final String NO_GROUP = "-";

    @Parameters(paramLabel = "FILE", description = "CSV with a header line (also .gz), or *.parquet.")
    private Path file = Path.of("");

    @Option(names = "--threshold", defaultValue = "50", description = "What a value has to be greater than.")
    private double threshold;

    @Option(
            names = "--group-by",
            defaultValue = "region",
            paramLabel = "COLUMN",
            description = "The column that rows are grouped by.")
    private String groupBy = "region";

    @Option(
            names = "--value",
            defaultValue = "score",
            paramLabel = "COLUMN",
            description = "The column with the numbers.")
    private String value = "score";

    @Option(names = "--delimiter", defaultValue = ",", description = "What stands between the fields of a CSV.")
    private char delimiter;

    @Option(names = "--output", defaultValue = "table", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Output output = Output.table;

    @Spec
    private @Nullable CommandSpec spec;

    /** Its forms. */
    private enum Output {
        table,
        json,
        csv
    }

    @Override
    public Integer call() throws IOException {
        List<GroupMean> means = RegionalTable.of(new Analysis(file, groupBy, value, threshold, delimiter));
        PrintWriter out = requireNonNull(spec, "spec").commandLine().getOut();
        switch (output) {
            case table -> table(means, out);
            case json -> json(means, out);
            case csv -> csv(means, out);
        }
        out.flush();
        return Main.DONE;
    }

    private void table(List<GroupMean> means, PrintWriter out) {
        out.println("Regional Metrics (Threshold: " + threshold + ")");
        Table table = new Table(titled(groupBy), "Avg " + titled(value), "Entries");
        means.forEach(mean -> table.row(
                mean.group().map(Harmless::text).orElse(NO_GROUP),
                Double.toString(mean.rounded()),
                Long.toString(mean.entries())));
        table.print(out);
    }

    private static String titled(String column) {
        String text = Harmless.text(column);
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private void json(List<GroupMean> means, PrintWriter out) throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartArray();
            for (GroupMean mean : means) {
                json.writeStartObject();
                json.writeFieldName(groupBy);
                if (mean.group().isPresent()) {
                    json.writeString(mean.group().get());
                } else {
                    json.writeNull();
                }
                json.writeNumberField("mean", mean.rounded());
                json.writeNumberField("entries", mean.entries());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out.println();
    }

    private void csv(List<GroupMean> means, PrintWriter out) {
        out.println(quoted(groupBy) + ",mean,entries");
        means.forEach(
                mean -> out.println(quoted(mean.group().orElse("")) + "," + mean.rounded() + "," + mean.entries()));
    }

    /** As RFC 4180 has it. */
    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
