package io.meridian.benchmarks.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.benchmarks.program.MeridianUnderLoad;
import io.meridian.benchmarks.workspace.Workspace;
import io.meridian.benchmarks.workspace.WorkspaceOption;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that measures how long look-ups take in one instance with 5,000 series, idle and while it counts. */
@Command(
        name = "meridian-bench rest",
        description = "Asks one instance with 5,000 series, and a day of windows of one of them, with wrk.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class RestBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, String> LOOK_UPS = new TreeMap<>(Map.of(
            "latest, one series", "/v1/aggregates/latest?" + Series.ONE,
            "latest, all series", "/v1/aggregates/latest",
            "24 h of one series in steps of 1 h", "/v1/rollup?step=1h&" + Series.HISTORY));

    @Option(names = "--rate", description = "Records per second of the second half.")
    private int rate = 20_000;

    @Option(names = "--seconds", description = "How long each look-up is measured.")
    private int seconds = 20;

    @Option(names = "--warm-up", description = "How many seconds each look-up runs flat out before any is measured.")
    private int warmUp = 60;

    @Mixin
    private WorkspaceOption folder = new WorkspaceOption();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base = URI.create("http://127.0.0.1:" + FreePorts.find());

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RestBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Workspace workspace = folder.open();
                LocalCluster cluster = LocalCluster.start(LocalHome.ofThisJvm(), workspace.path());
                Children children = new Children()) {
            Path configs = Files.createDirectories(workspace.path().resolve("configs"));
            Files.writeString(configs.resolve("regions.yaml"), Series.REGIONS);
            MeridianUnderLoad meridian = new MeridianUnderLoad(children, cluster, workspace.path(), base.getPort());
            ChildProcess app = meridian.start("configs.dir=" + configs);
            await("/ready", app, answer -> 1, 1);
            long history = Series.sendHistory(cluster.kafka().bootstrapServers());
            await("/v1/rollup?step=48h&" + Series.HISTORY, app, RestBench::counted, history);
            ChildProcess filled = meridian.load(rate, "--count", "150000", "--metrics", Series.METRICS);
            await("/v1/aggregates/latest", app, answer -> answer.get("rows").size(), Series.COUNT + 1);
            if (!filled.awaitExit(PATIENCE)) {
                throw new IllegalStateException("the load does not end: " + filled.lastLines(5));
            }
            Wrk wrk = new Wrk(workspace.path());
            System.out.println("| look-up | ingest | p50, ms | p90, ms | p99, ms | flat out, 8 callers: requests/s |");
            System.out.println("|---|---|---|---|---|---|");
            for (String path : LOOK_UPS.values()) {
                wrk.flatOut(base.resolve(path), Duration.ofSeconds(warmUp), 8);
            }
            measure(wrk, "none");
            var unused = meridian.load(rate, "--metrics", Series.METRICS);
            MachineUsage.during(Duration.ofSeconds(20));
            double busy = MachineUsage.during(Duration.ofSeconds(10));
            measure(wrk, String.format(Locale.ROOT, "%d records/s, %.0f %% of the machine", rate, 100 * busy));
            return 0;
        }
    }

    private void measure(Wrk wrk, String ingest) throws IOException, InterruptedException {
        for (Map.Entry<String, String> lookUp : LOOK_UPS.entrySet()) {
            row(wrk, ingest, lookUp.getKey(), lookUp.getValue());
        }
    }

    private void row(Wrk wrk, String ingest, String name, String path) throws IOException, InterruptedException {
        URI url = base.resolve(path);
        Wrk.Figures flatOut = wrk.flatOut(url, Duration.ofSeconds(seconds), 8);
        Wrk.Figures paced = wrk.paced(url, Duration.ofSeconds(seconds));
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %.2f | %.0f |%n",
                name,
                ingest,
                paced.p50(),
                paced.p90(),
                paced.p99(),
                flatOut.perSecond());
    }

    private static long counted(JsonNode answer) {
        long counted = 0;
        for (JsonNode row : answer.get("rows")) {
            counted += row.get("count").asLong();
        }
        return counted;
    }

    private void await(String path, ChildProcess app, ToLongFunction<JsonNode> count, long enough)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long last = 0;
        while (last < enough) {
            if (System.nanoTime() > deadline || !app.isAlive()) {
                throw new IllegalStateException("expected " + enough + " of " + path + ", found " + last
                        + "; the last lines of meridian:\n" + String.join("\n", app.lastLines(20)));
            }
            Thread.sleep(200);
            last = count(path, count);
        }
    }

    private long count(String path, ToLongFunction<JsonNode> count) throws InterruptedException {
        try {
            HttpResponse<String> response =
                    http.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
            return response.statusCode() == 200 ? count.applyAsLong(json.readTree(response.body())) : 0;
        } catch (IOException e) {
            // Nobody listens yet.
            return 0;
        }
    }
}
