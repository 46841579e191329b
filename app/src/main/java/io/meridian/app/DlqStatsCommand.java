package io.meridian.app;

import static java.util.Objects.requireNonNull;

import io.meridian.app.deadletters.DeadLetterStats;
import io.meridian.app.run.RejectedRecords;
import io.meridian.app.run.StopSignal;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code dlq stats}. */
@Command(
        name = "stats",
        description = "Counts dead letters by code, by device and by hour of their timestamp. Reads the whole topic.",
        footer = {"", "Example: meridian dlq stats --from 2025-03-12T14:30:00Z"},
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class DlqStatsCommand implements Callable<Integer> {
    private final StopSignal stop;

    @Mixin
    private final DeadLetterOptions options = new DeadLetterOptions();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--top", defaultValue = "20", description = "How many devices and hours at most.")
    private int top;

    @Spec
    private @Nullable CommandSpec spec;

    DlqStatsCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = requireNonNull(spec, "spec").commandLine();
        stop.heed();
        ProgressLine progress = new ProgressLine(commandLine.getErr(), Terminal.isAttached(), System::nanoTime);
        DeadLetterStats stats = RejectedRecords.letters(kafka.read())
                .stats(options.filter(), progress::sent, () -> !stop.isRequested());
        PrintWriter out = commandLine.getOut();
        out.println(stats.total() + " dead letters" + (stats.isComplete() ? "" : ", and more that were not looked at"));
        print("CODE", stats.byCode(), out, Integer.MAX_VALUE, mostFirst());
        print("DEVICE", stats.byDevice(), out, top, mostFirst());
        print("HOUR", stats.byHour(), out, top, Map.Entry.comparingByKey(Comparator.reverseOrder()));
        return stats.isComplete() ? Main.DONE : Main.FAILED;
    }

    private static <K extends Comparable<? super K>> Comparator<Map.Entry<K, Long>> mostFirst() {
        return Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey());
    }

    private static <K> void print(
            String name, Map<K, Long> counts, PrintWriter out, int most, Comparator<Map.Entry<K, Long>> order) {
        if (counts.isEmpty()) {
            return;
        }
        out.println();
        List<Map.Entry<K, Long>> sorted =
                counts.entrySet().stream().sorted(order).toList();
        Table table = new Table(name, "COUNT");
        sorted.stream()
                .limit(most)
                .forEach(entry -> table.row(String.valueOf(entry.getKey()), String.valueOf(entry.getValue())));
        table.print(out);
        if (sorted.size() > most) {
            out.println("and " + (sorted.size() - most) + " more; --top shows them");
        }
        out.flush();
    }
}
