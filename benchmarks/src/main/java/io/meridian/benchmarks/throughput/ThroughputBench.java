package io.meridian.benchmarks.throughput;

import io.meridian.avro.Reading;
import io.meridian.benchmarks.program.ShippedJvmOptions;
import io.meridian.benchmarks.workload.AvroForm;
import io.meridian.benchmarks.workload.Fleet;
import io.meridian.benchmarks.workload.JsonForm;
import io.meridian.benchmarks.workload.Oracle;
import io.meridian.benchmarks.workload.RecordForm;
import io.meridian.benchmarks.workload.Workload;
import io.meridian.benchmarks.workspace.Workspace;
import io.meridian.benchmarks.workspace.WorkspaceOption;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalRegistry;
import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaRegistryClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that measures Meridian beside its peers. */
@Command(
        name = "meridian-bench throughput",
        description =
                "Loads one topic, runs contenders on it in turn, checks what they put out, and prints what a record cost each.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class ThroughputBench implements Callable<Integer> {
    /** As it is spelled on the command line. */
    private enum Form {
        json,
        avro
    }

    @Option(names = "--contenders", split = ",", description = "Which take part, in this order.", paramLabel = "NAME")
    private List<String> contenders =
            List.of("drain", "floor", "idiomatic", Contenders.MERIDIAN, "meridian-2-threads", "meridian-at-least-once");

    @Option(names = "--rounds", description = "How many times each runs, in turn.")
    private int rounds = 5;

    @Option(names = "--records", description = "How many records the topic has.")
    private long records = 10_000_000;

    @Option(names = "--partitions", description = "How many partitions it has.")
    private int partitions = 4;

    @Option(names = "--devices", description = "How many devices send, 1 to 10000.")
    private int devices = 10_000;

    @Option(names = "--metrics", description = "How many metrics they measure, 1 to 1000.")
    private int metrics = 4;

    @Option(names = "--regions", description = "How many regions they are in.")
    private int regions = 5;

    @Option(names = "--invalid-share", description = "Which part of the records is invalid, 0 to 1.")
    private double invalidShare = 0.01;

    @Option(names = "--form", description = "How readings are written: ${COMPLETION-CANDIDATES}.")
    private Form form = Form.json;

    @Option(
            names = "--record-bytes",
            description = "How long a JSON record is at least, filled up with an unknown field.")
    private int recordBytes;

    @Option(names = "--span", description = "Over how many minutes the event times run.")
    private long spanMinutes = 10;

    @Option(names = "--seed", description = "The same seed makes the same records, but for the day.")
    private long seed = 42;

    @Option(
            names = "--jvm-options",
            split = " ",
            description =
                    "Further options of every contender's JVM, in one word, after those that Meridian ships with.",
            paramLabel = "OPTIONS")
    private List<String> jvmOptions = List.of("-Xmx1g");

    @Option(names = "--timeout", description = "Seconds that one run may take.")
    private long timeoutSeconds = 900;

    @Option(names = "--output", description = "A file that gets the table too.", paramLabel = "FILE")
    private @Nullable Path output;

    @Mixin
    private WorkspaceOption folder = new WorkspaceOption();

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ThroughputBench()).execute(arguments));
    }

    /** @return 0 where every output was right, 1 where one was not */
    @Override
    public Integer call() throws IOException, InterruptedException {
        Fleet fleet = new Fleet(devices, regions, metrics);
        List<Contender> chosen = new Contenders("").named(contenders);
        try (Workspace workspace = folder.open();
                LocalCluster cluster = started(workspace);
                Admin admin = Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.kafka().bootstrapServers()))) {
            Workload workload = new Workload(
                    fleet,
                    records,
                    invalidShare,
                    form(cluster.registry()),
                    Duration.ofMinutes(spanMinutes),
                    seed,
                    System.currentTimeMillis());
            chosen = new Contenders(cluster.registry().url().toString()).named(contenders);
            List<RunResult> results = measure(cluster, admin, workspace.path(), workload, chosen);
            String table =
                    "```\n" + Machine.describe() + workload + ", " + partitions + " partitions, " + rounds + " rounds, "
                            + String.join(" ", jvmOptions) + "\n```\n\n" + new ResultTable(results).markdown(chosen);
            out.println(table);
            if (output != null) {
                Files.writeString(output, table);
            }
            return results.stream().allMatch(result -> result.wrong().isEmpty()) ? 0 : 1;
        }
    }

    private RecordForm form(LocalRegistry registry) {
        return switch (form) {
            case json -> new JsonForm(recordBytes);
            case avro ->
                new AvroForm(new SchemaRegistryClient(RegistryConfig.of(List.of(registry.url())))
                        .register(BenchTopics.RAW + "-value", Reading.getClassSchema()));
        };
    }

    private LocalCluster started(Workspace workspace) {
        progress.println("Starting a broker and a registry in " + workspace.path() + " ...");
        return LocalCluster.start(LocalHome.ofThisJvm(), workspace.path());
    }

    private List<RunResult> measure(
            LocalCluster cluster, Admin admin, Path folder, Workload workload, List<Contender> chosen)
            throws InterruptedException {
        BenchTopics topics = new BenchTopics(cluster.kafka().bootstrapServers(), admin, partitions);
        topics.create(List.of(BenchTopics.RAW), "delete");
        Oracle oracle = topics.load(
                workload, sent -> progress.printf(Locale.ROOT, "Loaded %,d of %,d records%n", sent, records));
        ContenderRun runs = new ContenderRun(
                cluster.kafka().bootstrapServers(),
                cluster.registry().url().toString(),
                admin,
                topics,
                workload,
                oracle,
                allJvmOptions(),
                Duration.ofSeconds(timeoutSeconds),
                folder);
        List<RunResult> results = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : chosen) {
                RunResult result = runs.run(contender, round);
                results.add(result);
                progress.println("Round " + round + " of " + rounds + ", " + contender.name() + ": "
                        + result.wrong().map(wrong -> "WRONG: " + wrong).orElseGet(() -> text(result)));
            }
        }
        return results;
    }

    /** The same for all: those that Meridian ships with help the others as well. */
    private List<String> allJvmOptions() {
        List<String> all = new ArrayList<>();
        all.add(ShippedJvmOptions.argument());
        all.addAll(jvmOptions);
        return all;
    }

    private static String text(RunResult result) {
        Figures figures = result.figures();
        return String.format(
                Locale.ROOT,
                "%,.0f/s, %,.0f per CPU-second; second half %,.0f/s, %,.0f per CPU-second; %d MB; %s",
                figures.perSecond(),
                figures.perCpuSecond(),
                figures.settledPerSecond(),
                figures.settledPerCpuSecond(),
                figures.peakMegabytes(),
                result.kept().text());
    }
}
