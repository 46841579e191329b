package io.meridian.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What each fault cost, said as it happens and summed up at the end. */
final class Report {
    /**
     * @param first milliseconds to the first committed aggregate
     * @param silence the longest time that no partition of the output had anything new
     * @param still the longest time that some partition of the output had nothing new
     * @param uncommitted how many records were sent and not committed, the most that was done twice
     * @param megabytes the largest resident memory of an instance
     */
    record Cost(Schedule.Step step, long first, long silence, long still, long uncommitted, long megabytes) {}

    private final List<Cost> costs = new ArrayList<>();

    void add(Cost cost) {
        costs.add(cost);
        System.out.printf(
                Locale.ROOT,
                "%3d %-50s first aggregate %6d ms, silence %6d ms, stand-still %6d ms, uncommitted %6d, memory %4d MB%n",
                costs.size(),
                cost.step(),
                cost.first(),
                cost.silence(),
                cost.still(),
                cost.uncommitted(),
                cost.megabytes());
    }

    long kills() {
        return costs.stream().mapToLong(cost -> cost.step().fault().kills()).sum();
    }

    /** A row of Markdown for each kind of fault. */
    String table() {
        Map<Fault, List<Cost>> byFault = new TreeMap<>();
        costs.forEach(cost -> byFault.computeIfAbsent(cost.step().fault(), any -> new ArrayList<>())
                .add(cost));
        StringBuilder table = new StringBuilder("""
                | fault | times | first aggregate, median | p99 | silence, median | p99 | stand-still, median | p99 | uncommitted, most | memory, most |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        byFault.forEach((fault, some) -> table.append(row(fault, some)));
        return table.toString();
    }

    private static String row(Fault fault, List<Cost> some) {
        List<Long> first = some.stream().map(Cost::first).sorted().toList();
        List<Long> silence = some.stream().map(Cost::silence).sorted().toList();
        List<Long> still = some.stream().map(Cost::still).sorted().toList();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d ms | %d ms | %d ms | %d ms | %d ms | %d ms | %d | %d MB |%n",
                fault.name().toLowerCase(Locale.ROOT),
                some.size(),
                quantile(first, 0.5),
                quantile(first, 0.99),
                quantile(silence, 0.5),
                quantile(silence, 0.99),
                quantile(still, 0.5),
                quantile(still, 0.99),
                some.stream().mapToLong(Cost::uncommitted).max().orElse(0),
                some.stream().mapToLong(Cost::megabytes).max().orElse(0));
    }

    /** The nearest rank, so that of few values the p99 is the worst. */
    static long quantile(List<Long> sorted, double q) {
        return sorted.get((int) Math.ceil(q * sorted.size()) - 1);
    }

    void write(Path file, String heading) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, heading + "\n\n" + table());
    }
}
