package io.meridian.benchmarks.latency;

import io.meridian.benchmarks.program.MeridianUnderLoad;
import io.meridian.benchmarks.workspace.Workspace;
import io.meridian.benchmarks.workspace.WorkspaceOption;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that measures the time from producing a reading to seeing it over REST, under a steady load. */
@Command(
        name = "meridian-bench latency",
        description =
                "Runs Meridian under a steady load, sends single readings of a metric that is new each time, and asks REST until they are there.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class LatencyBench implements Callable<Integer> {
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);

    @Option(names = "--rate", description = "Records per second beside the readings measured; 0 for none.")
    private int rate = 20_000;

    @Option(names = "--readings", description = "How many readings are measured, one at a time.")
    private int readings = 300;

    @Option(names = "--warm-up", description = "Seconds of load before the first.")
    private int warmUpSeconds = 60;

    @Mixin
    private WorkspaceOption folder = new WorkspaceOption();

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LatencyBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int port = FreePorts.find();
        try (Workspace workspace = folder.open();
                LocalCluster cluster = LocalCluster.start(LocalHome.ofThisJvm(), workspace.path());
                Children children = new Children();
                RestProbe probe = new RestProbe(cluster.kafka().bootstrapServers(), port)) {
            MeridianUnderLoad meridian = new MeridianUnderLoad(children, cluster, workspace.path(), port);
            ChildProcess app = meridian.start();
            probe.awaitReady(READY_TIMEOUT);
            if (rate > 0) {
                var unused = meridian.load(rate);
            }
            System.err.println("Warming up for " + warmUpSeconds + " s ...");
            // The length of a phase of the measurement, not a wait for a condition.
            Thread.sleep(Duration.ofSeconds(warmUpSeconds).toMillis());
            List<Double> millis = measured(probe);
            if (!app.isAlive()) {
                throw new IllegalStateException(
                        "meridian has ended; its last lines:\n" + String.join("\n", app.lastLines(20)));
            }
            print(millis.stream().sorted().toList());
            return 0;
        }
    }

    private List<Double> measured(RestProbe probe) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(1);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < readings; i++) {
            // At random moments between commits.
            Thread.sleep(random.nextInt(50, 150));
            millis.add(probe.millisToSee("probe_" + i));
        }
        return millis;
    }

    private void print(List<Double> sorted) {
        System.out.printf(
                Locale.ROOT,
                "%d readings at %d records/s: p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, at most %.0f ms%n",
                sorted.size(),
                rate,
                at(sorted, 0.50),
                at(sorted, 0.90),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(List<Double> sorted, double quantile) {
        return sorted.get((int) (quantile * (sorted.size() - 1)));
    }
}
