package io.meridian.app;

import static java.util.Objects.requireNonNull;

import io.meridian.app.ask.InstanceClient;
import io.meridian.app.ask.Question;
import io.meridian.app.ask.Rows;
import io.meridian.app.run.StopSignal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code query}. */
@Command(
        name = "query",
        description = {
            "Shows aggregates, as any instance answers for all.",
            "latest: the newest window of each series. range: windows, newest first. rollup: windows merged into steps."
        },
        footer = {"", "Example: meridian query rollup --metric cpu_load --step 5m --by region"},
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class QueryCommand implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int MOST = 1_000_000;
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final StopSignal stop;

    @Parameters(arity = "0..1", defaultValue = "latest", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Question.Kind kind = Question.Kind.latest;

    @Option(names = "--region", description = "Only this region.")
    private @Nullable String region;

    @Option(names = "--metric", description = "Only this metric.")
    private @Nullable String metric;

    @Option(names = "--threshold", description = "Only rows whose mean is greater; latest and range.")
    private @Nullable String threshold;

    @Option(names = "--status", description = "Only rows that are OPEN, or FINAL; latest and range.")
    private @Nullable String status;

    @Option(
            names = "--from",
            description = "Windows that start no earlier, such as 2025-03-12T14:30:00Z; range and rollup.")
    private @Nullable String from;

    @Option(names = "--to", description = "Windows that start earlier; range and rollup.")
    private @Nullable String to;

    @Option(names = "--step", description = "Length of a step, such as 5m or 1h; rollup.")
    private @Nullable String step;

    @Option(names = "--by", description = "What rows are kept apart by, region, metric or none; rollup.")
    private @Nullable String by;

    @Option(names = "--limit", defaultValue = "100", description = "How many rows at most.")
    private int limit;

    @Option(names = "--watch", description = "Asks again every two seconds, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--output", defaultValue = "table", description = "One of: ${COMPLETION-CANDIDATES}.")
    private OutputForm output = OutputForm.table;

    @Mixin
    private final InstanceOptions instance = new InstanceOptions();

    @Spec
    private @Nullable CommandSpec spec;

    QueryCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = requireNonNull(spec, "spec").commandLine();
        if (limit < 1 || limit > MOST) {
            commandLine.getErr().println("meridian query: --limit " + limit + ": expected 1 to " + MOST);
            return Main.WRONG_USAGE;
        }
        stop.heed();
        boolean onTerminal = Terminal.isAttached();
        Question question = new Question(kind, filters(), limit);
        InstanceClient client = instance.client();
        RowsPrinter printer = new RowsPrinter(commandLine.getOut(), output, onTerminal);
        do {
            Rows rows = Rows.of(client, question);
            if (watch && onTerminal) {
                commandLine.getOut().print(CLEAR);
            }
            printer.print(rows);
            sayWhatIsMissing(rows, commandLine.getErr());
        } while (watch && !stop.await(EVERY));
        return Main.DONE;
    }

    private Map<String, String> filters() {
        Map<String, String> filters = new TreeMap<>();
        put(filters, "region", region);
        put(filters, "metric", metric);
        put(filters, "threshold", threshold);
        put(filters, "status", status);
        put(filters, "from", from);
        put(filters, "to", to);
        put(filters, "step", step);
        put(filters, "by", by);
        return filters;
    }

    private static void put(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null) {
            filters.put(name, value);
        }
    }

    private static void sayWhatIsMissing(Rows rows, PrintWriter err) {
        rows.missing().forEach(missing -> err.println("meridian query: the answer is not whole: " + missing));
        err.flush();
    }
}
