package io.meridian.benchmarks.throughput;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Results as a table in Markdown: medians, least and most, and Meridian's ratio to each, taken round by round. */
final class ResultTable {
    private static final String HEAD = """
            | contender | records/s | records/CPU-s | 2nd half: records/s | 2nd half: records/CPU-s | peak memory, MB | Meridian is, per CPU-s of the 2nd half |
            |---|---|---|---|---|---|---|
            """;

    private final List<RunResult> results;

    ResultTable(List<RunResult> results) {
        this.results = results;
    }

    /** @param contenders in the order of their rows */
    String markdown(List<Contender> contenders) {
        return contenders.stream().map(this::row).collect(Collectors.joining("\n", HEAD, "\n"));
    }

    private String row(Contender contender) {
        List<RunResult> runs = results.stream()
                .filter(result -> result.contender().equals(contender.name()))
                .toList();
        List<String> cells = new ArrayList<>();
        cells.add("**" + contender.name() + "**: " + contender.about());
        List<String> wrong =
                runs.stream().flatMap(run -> run.wrong().stream()).distinct().toList();
        if (runs.isEmpty()) {
            cells.add("not run");
        } else if (!wrong.isEmpty()) {
            cells.add("WRONG: " + wrong.get(0));
        } else {
            cells.add(thousands(runs, Figures::perSecond));
            cells.add(thousands(runs, Figures::perCpuSecond));
            cells.add(thousands(runs, Figures::settledPerSecond));
            cells.add(thousands(runs, Figures::settledPerCpuSecond));
            cells.add(spread(runs, Figures::peakMegabytes).text(figure -> String.format(Locale.ROOT, "%.0f", figure)));
            cells.add(ratio(runs));
        }
        return "| " + String.join(" | ", cells) + " |";
    }

    /** How many times a contender's records Meridian deals with in the same processor time, pair by pair. */
    private String ratio(List<RunResult> runs) {
        Map<Integer, Double> ours = results.stream()
                .filter(result -> result.contender().equals(Contenders.MERIDIAN))
                .filter(result -> result.wrong().isEmpty())
                .collect(Collectors.toMap(
                        RunResult::round, result -> result.figures().settledPerCpuSecond()));
        List<Double> ratios = runs.stream()
                .filter(run -> ours.containsKey(run.round()))
                .map(run ->
                        requireNonNull(ours.get(run.round())) / run.figures().settledPerCpuSecond())
                .toList();
        return ratios.isEmpty()
                ? "–"
                : Spread.of(ratios).text(figure -> String.format(Locale.ROOT, "%.2f", figure)) + " ×";
    }

    private static String thousands(List<RunResult> runs, ToDoubleFunction<Figures> figure) {
        return spread(runs, figure).text(value -> String.format(Locale.ROOT, "%.0f k", value / 1_000));
    }

    private static Spread spread(List<RunResult> runs, ToDoubleFunction<Figures> figure) {
        return Spread.of(
                runs.stream().map(run -> figure.applyAsDouble(run.figures())).toList());
    }
}
