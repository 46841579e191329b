package io.meridian.app;

import static java.util.Objects.requireNonNull;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.deadletters.DeadLetterFilter;
import io.meridian.app.deadletters.Place;
import io.meridian.app.redrive.RedriveReport;
import io.meridian.app.redrive.RedriveRequest;
import io.meridian.app.redrive.Redriver;
import io.meridian.app.redrive.Selection;
import io.meridian.app.run.StopSignal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code dlq redrive}. */
@Command(
        name = "redrive",
        description = {
            "Sends dead letters back to the raw topic, byte for byte as they came, each once.",
            "Should it end half-way, the same command goes on where it stopped. What is rejected again"
                    + " is a new dead letter, which this run does not pick up."
        },
        footer = {"", "Example: meridian dlq redrive --code OUT_OF_RANGE --dry-run"},
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class DlqRedriveCommand implements Callable<Integer> {
    private final StopSignal stop;

    @Mixin
    private final DeadLetterOptions options = new DeadLetterOptions();

    @Option(
            names = "--at",
            paramLabel = "PARTITION:OFFSET",
            converter = DeadLetterOptions.At.class,
            description = "This one, as AT of dlq list tells it; may be repeated.")
    private List<Place> places = new ArrayList<>();

    @Option(names = "--all", description = "All there are, where nothing else chooses.")
    private boolean all;

    @Option(names = "--dry-run", description = "Tells what would be sent, and sends nothing.")
    private boolean dryRun;

    @Option(
            names = "--reconcile",
            description =
                    "Has readings count although their windows have closed, as corrections. Needs dlq.reconcile.secret, the"
                            + " same as the instances have.")
    private boolean reconcile;

    @Option(names = "--limit", defaultValue = "1000000000", description = "How many at most.")
    private long limit;

    @Option(names = "--rate", description = "How many a second at most; as fast as it goes, if not given.")
    private @Nullable Long rate;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Spec
    private @Nullable CommandSpec spec;

    DlqRedriveCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = requireNonNull(spec, "spec").commandLine();
        Selection selection = selection(commandLine);
        if (limit < 1) {
            throw new CommandLine.ParameterException(commandLine, "--limit " + limit + ": expected at least 1");
        }
        if (rate != null && rate < 1) {
            throw new CommandLine.ParameterException(commandLine, "--rate " + rate + ": expected at least 1");
        }
        MeridianConfig config = kafka.read();
        stop.heed();
        RedriveRequest request = new RedriveRequest(
                selection,
                reconcile,
                limit,
                rate == null ? OptionalLong.empty() : OptionalLong.of(rate),
                "the user " + System.getProperty("user.name") + " by command line");
        Redriver redriver = new Redriver(config);
        ProgressLine progress = new ProgressLine(commandLine.getErr(), Terminal.isAttached(), System::nanoTime);
        RedriveReport report = dryRun
                ? redriver.tryOut(request, progress::sent, () -> !stop.isRequested())
                : redriver.redrive(request, progress::sent, () -> !stop.isRequested());
        print(report, commandLine.getOut());
        return report.complete() ? Main.DONE : Main.FAILED;
    }

    private Selection selection(CommandLine commandLine) {
        DeadLetterFilter filter = options.filter();
        boolean filtered = !filter.equals(DeadLetterFilter.ALL);
        if (!places.isEmpty() && (filtered || all)) {
            throw new CommandLine.ParameterException(
                    commandLine, "--at names the dead letters; leave out --all and what else chooses them");
        }
        if (places.isEmpty() && filtered == all) {
            throw new CommandLine.ParameterException(
                    commandLine,
                    "which dead letters? expected --code, --field, --device, --partition, --from, --to or --at; or --all alone");
        }
        return new Selection(filter, Set.copyOf(places));
    }

    private void print(RedriveReport report, PrintWriter out) {
        out.println((dryRun ? "Would send back " : "Sent back ") + report.sent() + ", left " + report.leftInAll());
        new TreeMap<>(report.left()).forEach((why, count) -> {
            List<Place> some = report.places().getOrDefault(why, List.of());
            String at = some.isEmpty()
                    ? ""
                    : ": "
                            + String.join(
                                    ", ", some.stream().map(Place::toString).toList());
            out.println("  " + count + " " + why.words() + at + (some.size() < count && !some.isEmpty() ? ", …" : ""));
        });
        report.warnings().forEach(warning -> out.println("Warning: " + warning));
        if (!report.complete()) {
            out.println(
                    limit <= report.sent()
                            ? "There are more: --limit was reached."
                            : "Ended before its end; the same command goes on.");
        }
        out.flush();
    }
}
