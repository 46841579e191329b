package io.meridian.app;

import static java.util.Objects.requireNonNull;

import io.meridian.app.replay.Columns;
import io.meridian.app.replay.ReplayFile;
import io.meridian.app.replay.ReplayFile.Format;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Which file {@code produce} sends, and how it is to be read. */
final class ReplayOptions {
    private static final List<String> OF_MADE_UP_READINGS =
            List.of("--devices", "--metrics", "--invalid-share", "--seed");
    private static final List<String> OF_A_FILE = List.of("--format", "--column", "--delimiter", "--on-bad-row");

    @Option(names = "--file", paramLabel = "FILE", description = "Sends the readings of this file, also a .gz.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            description = "One of: ${COMPLETION-CANDIDATES}; by the end of the file's name if not given.")
    private @Nullable Format format;

    @Option(
            names = "--column",
            paramLabel = "FIELD=COLUMN",
            description = "Where a field of a reading has another name in the file; may be repeated.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(names = "--delimiter", defaultValue = ",", description = "What stands between the fields of a CSV.")
    private char delimiter;

    @Option(
            names = "--on-bad-row",
            defaultValue = "stop",
            description = "What to do at a row that is no reading. One of: ${COMPLETION-CANDIDATES}.")
    private OnBadRow onBadRow = OnBadRow.stop;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec mixee;

    /** What may be done. */
    private enum OnBadRow {
        stop,
        skip
    }

    /** The file; empty for made-up readings. */
    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    boolean isSkipping() {
        return onBadRow == OnBadRow.skip;
    }

    /** What of the command line does not go together. */
    Optional<String> problem() {
        List<String> idle = file == null ? OF_A_FILE : OF_MADE_UP_READINGS;
        ParseResult given = requireNonNull(mixee, "mixee").commandLine().getParseResult();
        Optional<String> wrong = idle.stream().filter(given::hasMatchedOption).findFirst();
        if (wrong.isPresent()) {
            return Optional.of(wrong.get()
                    + (file == null ? ": only with --file" : ": only for made-up readings, not with --file"));
        }
        if (file != null && format == null && Format.of(file).isEmpty()) {
            return Optional.of("--file " + file + ": expected a name that ends in .csv or .jsonl, or --format");
        }
        try {
            Columns.of(columns);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("--column: " + e.getMessage());
        }
    }

    /** Opens it; needs a command line without a problem. */
    ReplayFile open(Path path) {
        Format form = format == null ? Format.of(path).orElseThrow() : format;
        return ReplayFile.open(path, form, Columns.of(columns), delimiter);
    }
}
