package io.meridian.benchmarks.reload;

import static java.util.Objects.requireNonNull;

import io.meridian.benchmarks.program.MeridianUnderLoad;
import io.meridian.benchmarks.workspace.Workspace;
import io.meridian.benchmarks.workspace.WorkspaceOption;
import io.meridian.local.Children;
import io.meridian.local.ConnectSettings;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalConnect;
import io.meridian.local.LocalHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that measures the time from saving a file to every instance having its settings. */
@Command(
        name = "meridian-bench reload",
        description = "Saves a settings file again and again, in front of a real Connect worker and two instances, "
                + "and asks over REST until all of them have it.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class ReloadBench implements Callable<Integer> {
    private static final String STRING_CONVERTER = "org.apache.kafka.connect.storage.StringConverter";
    private static final int INSTANCES = 2;

    @Option(names = "--saves", description = "How many saves are measured, one at a time.")
    private int saves = 30;

    @Option(names = "--rate", description = "Records per second that the instances count meanwhile; 0 for none.")
    private int rate = 1_000;

    @Mixin
    private WorkspaceOption folder = new WorkspaceOption();

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReloadBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Workspace workspace = folder.open();
                LocalCluster cluster = LocalCluster.start(LocalHome.ofThisJvm(), workspace.path());
                Children children = new Children()) {
            SavedSettings settings = new SavedSettings(workspace.path().resolve("configs"));
            FleetSettings fleet = new FleetSettings(startInstances(children, cluster, workspace.path()), INSTANCES);
            startConnect(children, cluster, workspace.path(), settings.folder());
            fleet.awaitInForce(settings.save());
            System.err.println("Saving " + saves + " times ...");
            List<Double> read = new ArrayList<>();
            List<Double> inForce = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < saves; i++) {
                // At random moments between scans, commits and polls.
                Thread.sleep(random.nextInt(1_000));
                long saved = System.nanoTime();
                String region = settings.save();
                fleet.awaitRead(region);
                read.add((System.nanoTime() - saved) / 1e6);
                fleet.awaitInForce(region);
                inForce.add((System.nanoTime() - saved) / 1e6);
            }
            print("read by all instances", read);
            print("in force on all instances", inForce);
            return 0;
        }
    }

    private URI startInstances(Children children, LocalCluster cluster, Path directory) throws IOException {
        List<Integer> ports = FreePorts.find(INSTANCES);
        MeridianUnderLoad last = null;
        for (int i = 0; i < INSTANCES; i++) {
            Path own = Files.createDirectories(directory.resolve("instance-" + i));
            last = new MeridianUnderLoad(children, cluster, own, ports.get(i));
            var unused = last.start("instance.id=instance-" + i);
        }
        if (rate > 0) {
            var unused = requireNonNull(last).load(rate);
        }
        return URI.create("http://127.0.0.1:" + ports.get(0));
    }

    /** With default settings: nothing but what has no default. */
    private static void startConnect(Children children, LocalCluster cluster, Path directory, Path configs) {
        Path plugins = Path.of(requireNonNull(System.getProperty("meridian.plugin.path"), "meridian.plugin.path"));
        LocalConnect.standalone(
                        children,
                        LocalHome.ofThisJvm(),
                        directory,
                        new ConnectSettings(cluster.kafka().bootstrapServers(), FreePorts.find(), plugins),
                        List.of(),
                        List.of(Map.of(
                                "name",
                                "config-dir",
                                "connector.class",
                                "io.meridian.connect.source.ConfigDirSourceConnector",
                                "config.dir",
                                configs.toString(),
                                "key.converter",
                                STRING_CONVERTER,
                                "value.converter",
                                STRING_CONVERTER)))
                .awaitReady(LocalConnect.START_TIMEOUT);
    }

    private static void print(String what, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%s, of %d saves: median %.0f ms, p90 %.0f ms, at most %.0f ms%n",
                what,
                sorted.size(),
                sorted.get((sorted.size() - 1) / 2),
                sorted.get((sorted.size() - 1) * 9 / 10),
                sorted.get(sorted.size() - 1));
    }
}
