package io.meridian.app;

import static java.util.Objects.requireNonNull;

import io.meridian.app.deadletters.DeadLetter;
import io.meridian.app.deadletters.DeadLetterCursor;
import io.meridian.app.deadletters.DeadLetterFilter;
import io.meridian.app.deadletters.DeadLetterJson;
import io.meridian.app.deadletters.DeadLetterPage;
import io.meridian.app.deadletters.DeadLetters;
import io.meridian.app.deadletters.Fault;
import io.meridian.app.deadletters.Harmless;
import io.meridian.app.run.RejectedRecords;
import io.meridian.app.run.StopSignal;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code dlq list}. */
@Command(
        name = "list",
        description = {
            "Shows dead letters, the newest first.",
            "With --output json each is a line with everything that is known of it, its payload too."
        },
        footer = {"", "Example: meridian dlq list --code OUT_OF_RANGE --limit 5"},
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class DlqListCommand implements Callable<Integer> {
    private static final int MAX_LIMIT = 1_000_000;
    private static final int PAGE = 1_000;
    private static final int MAX_CELL = 40;
    private static final int MAX_MESSAGE = 100;

    private final StopSignal stop;

    @Mixin
    private final DeadLetterOptions options = new DeadLetterOptions();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--limit", defaultValue = "20", description = "How many at most.")
    private int limit;

    @Option(names = "--follow", description = "Goes on with each that comes, oldest first, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--output", defaultValue = "table", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Output output = Output.table;

    @Spec
    private @Nullable CommandSpec spec;

    /** Its forms. */
    private enum Output {
        table,
        json
    }

    DlqListCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = requireNonNull(spec, "spec").commandLine();
        if (limit < 1 || limit > MAX_LIMIT) {
            commandLine.getErr().println("meridian dlq list: --limit " + limit + ": expected 1 to " + MAX_LIMIT);
            return Main.WRONG_USAGE;
        }
        stop.heed();
        DeadLetters letters = RejectedRecords.letters(kafka.read());
        PrintWriter out = commandLine.getOut();
        if (follow) {
            letters.follow(options.filter(), limit, letter -> show(out, letter), () -> !stop.isRequested());
        } else {
            list(letters, options.filter(), out);
        }
        return Main.DONE;
    }

    /** A page may be short where looking for more took long. */
    private void list(DeadLetters letters, DeadLetterFilter filter, PrintWriter out) {
        List<DeadLetter> table = new ArrayList<>();
        Optional<DeadLetterCursor> cursor = Optional.empty();
        int missing = limit;
        do {
            DeadLetterPage page = letters.list(filter, Math.min(PAGE, missing), cursor);
            missing -= page.letters().size();
            switch (output) {
                case json -> page.letters().forEach(letter -> out.println(DeadLetterJson.line(letter)));
                case table -> table.addAll(page.letters());
            }
            cursor = page.next();
        } while (cursor.isPresent() && missing > 0 && !stop.isRequested());
        if (output == Output.table) {
            print(table, out);
        }
        out.flush();
    }

    private static void print(List<DeadLetter> letters, PrintWriter out) {
        if (letters.isEmpty()) {
            out.println("No dead letters.");
            return;
        }
        Table table = new Table("TIME", "AT", "DEVICE", "CODE", "FIELD", "TRIES", "WHY");
        letters.forEach(letter -> table.row(cells(letter)));
        table.print(out);
    }

    private void show(PrintWriter out, DeadLetter letter) {
        switch (output) {
            case json -> out.println(DeadLetterJson.line(letter));
            case table -> out.println(String.join("  ", cells(letter)));
        }
        out.flush();
    }

    private static String[] cells(DeadLetter letter) {
        Fault first = letter.faults().isEmpty()
                ? new Fault("UNKNOWN", "", "")
                : letter.faults().get(0);
        String more = letter.faults().size() > 1 ? " (and " + (letter.faults().size() - 1) + " more)" : "";
        return new String[] {
            Instant.ofEpochMilli(letter.timestamp()).toString(),
            letter.place().toString(),
            Harmless.text(letter.device().orElse("-"), MAX_CELL),
            Harmless.text(first.code(), MAX_CELL),
            Harmless.text(first.field().isEmpty() ? "-" : first.field(), MAX_CELL),
            Integer.toString(letter.attempt()),
            Harmless.text(first.message(), MAX_MESSAGE) + more
        };
    }
}
