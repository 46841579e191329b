package io.meridian.benchmarks.throughput;

import io.meridian.benchmarks.program.ShippedJvmOptions;
import io.meridian.benchmarks.workload.Fleet;
import io.meridian.benchmarks.workload.JsonForm;
import io.meridian.benchmarks.workload.Oracle;
import io.meridian.benchmarks.workload.Workload;
import io.meridian.benchmarks.workspace.Workspace;
import io.meridian.benchmarks.workspace.WorkspaceOption;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the work divides among instances, and what a steady rate uses. */
@Command(
        name = "meridian-bench scaling",
        description = "Runs one, two and four instances over the same backlog, then one at a steady rate.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class ScalingBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Option(names = "--instances", split = ",", description = "How many share the work, one run for each number.")
    private List<Integer> instances = List.of(1, 2, 4);

    @Option(names = "--records", description = "How many records the topic has.")
    private long records = 4_000_000;

    @Option(names = "--partitions", description = "How many partitions it has.")
    private int partitions = 8;

    @Option(names = "--rate", description = "Readings a second of the steady run.")
    private int rate = 100_000;

    @Option(names = "--seconds", description = "How long that is measured, once it is warm.")
    private int seconds = 30;

    @Mixin
    private WorkspaceOption folder = new WorkspaceOption();

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ScalingBench()).execute(arguments));
    }

    /** @return 0 where every output was right, 1 where one was not */
    @Override
    public Integer call() throws InterruptedException {
        try (Workspace workspace = folder.open();
                LocalCluster cluster = LocalCluster.start(LocalHome.ofThisJvm(), workspace.path());
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", cluster.kafka().bootstrapServers()))) {
            out.println("```\n" + Machine.describe() + records + " records, " + partitions + " partitions\n```\n");
            boolean right = divide(workspace.path(), cluster, admin);
            out.println();
            out.println(table(new SteadyRun(cluster, admin, workspace.path().resolve("steady"))
                    .run(rate, Duration.ofSeconds(seconds))));
            return right ? 0 : 1;
        }
    }

    private boolean divide(Path folder, LocalCluster cluster, Admin admin) throws InterruptedException {
        Workload workload = new Workload(
                new Fleet(10_000, 5, 4),
                records,
                0.01,
                new JsonForm(0),
                Duration.ofMinutes(10),
                42,
                System.currentTimeMillis());
        BenchTopics topics = new BenchTopics(cluster.kafka().bootstrapServers(), admin, partitions);
        topics.create(List.of(BenchTopics.RAW), "delete");
        Oracle oracle = topics.load(workload, sent -> {});
        String registry = cluster.registry().url().toString();
        Contender meridian =
                new Contenders(registry).named(List.of(Contenders.MERIDIAN)).get(0);
        ContenderRun runs = new ContenderRun(
                cluster.kafka().bootstrapServers(),
                registry,
                admin,
                topics,
                workload,
                oracle,
                List.of(ShippedJvmOptions.argument(), "-Xmx512m"),
                PATIENCE,
                folder);
        out.println("| instances | records/s | records/CPU-s | 2nd half: records/s | 2nd half: records/CPU-s |"
                + " share of the processor time of each |\n|---|---|---|---|---|---|");
        boolean right = true;
        for (int count : instances) {
            FleetResult fleet = runs.run(meridian, count, arguments(folder, count));
            out.println(row(count, fleet));
            right &= fleet.result().wrong().isEmpty();
        }
        return right;
    }

    /** What one instance of several may not have in common with the others. */
    private static List<List<String>> arguments(Path folder, int count) {
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path state = folder.resolve("state-" + count + "-" + i);
            all.add(List.of("--set", "instance.id=bench-" + i, "--set", "state.dir=" + state));
        }
        return all;
    }

    private static String row(int count, FleetResult fleet) {
        if (fleet.result().wrong().isPresent()) {
            return "| " + count + " | WRONG: " + fleet.result().wrong().get() + " |";
        }
        Figures figures = fleet.result().figures();
        return String.format(
                Locale.ROOT,
                "| %d | %.0f k | %.0f k | %.0f k | %.0f k | %s |",
                count,
                figures.perSecond() / 1_000,
                figures.perCpuSecond() / 1_000,
                figures.settledPerSecond() / 1_000,
                figures.settledPerCpuSecond() / 1_000,
                fleet.shares().stream()
                        .map(share -> String.format(Locale.ROOT, "%.0f %%", share * 100))
                        .collect(Collectors.joining(", ")));
    }

    private static String table(SteadyRun.Usage usage) {
        double perSecond = usage.records() / usage.seconds();
        double scale = 100_000 / perSecond;
        List<String> lines = new ArrayList<>(List.of(
                String.format(
                        Locale.ROOT, "Steady: %,.0f readings a second over %.0f s.%n", perSecond, usage.seconds()),
                "| for 100,000 readings a second | |",
                "|---|---|",
                String.format(Locale.ROOT, "| cores, Meridian | %.2f |", usage.cpuSeconds() / usage.seconds() * scale),
                String.format(
                        Locale.ROOT, "| cores, broker | %.2f |", usage.brokerCpuSeconds() / usage.seconds() * scale),
                String.format(Locale.ROOT, "| memory, Meridian, MiB resident at most | %d |", usage.peakMegabytes())));
        Map<String, List<String>> kinds = Map.of(
                "raw, read", List.of(".raw"),
                "partials, written and read", List.of("-repartition"),
                "changelogs, written", List.of("-changelog"),
                "changes and closed windows, written", List.of(".changes", ".final"),
                "dead letters (1 % of the readings), written", List.of(".dlq"));
        kinds.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(kind -> lines.add(String.format(
                        Locale.ROOT,
                        "| %s, MB/s | %.2f |",
                        kind.getKey(),
                        usage.bytesOf(kind.getValue()) * 100_000 / 1e6)));
        return String.join("\n", lines);
    }
}
