package io.meridian.app.dev;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code dev}. */
@Command(
        name = "dev",
        description =
                "Runs everything on this machine until Ctrl-C: a Kafka broker, a schema registry, a Connect"
                        + " worker, Meridian and a demo load. Another run with the same data directory carries on where the last one stopped.",
        footer = {"", "Example: meridian dev --no-load"},
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class DevCommand implements Callable<Integer> {
    /** The system property with the directory that {@code --configs} is by default, as {@code bin/meridian} sets it. */
    private static final String CONFIGS_PROPERTY = "meridian.dev.configs";

    private final String mainClass;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = DevPorts.REST_FLAG, defaultValue = "8080", description = "Port of REST.")
    private int port;

    @Option(names = DevPorts.KAFKA_FLAG, defaultValue = "9092", description = "Port of the broker.")
    private int kafkaPort;

    @Option(names = DevPorts.REGISTRY_FLAG, defaultValue = "8081", description = "Port of the schema registry.")
    private int registryPort;

    @Option(names = DevPorts.CONNECT_FLAG, defaultValue = "8083", description = "Port of the Connect worker.")
    private int connectPort;

    @Option(names = "--data-dir", defaultValue = ".meridian", description = "Directory of all data and logs.")
    private Path dataDir = Path.of("");

    @Option(
            names = "--configs",
            defaultValue = "${sys:" + CONFIGS_PROPERTY + ":-configs}",
            description = "Directory of regions.yaml and metrics.yaml.")
    private Path configs = Path.of("");

    @Option(names = "--rate", defaultValue = "2000", description = "Demo readings per second.")
    private int rate;

    @Option(names = "--no-load", description = "Generate no readings.")
    private boolean noLoad;

    /** @param mainClass the program's main class, which the child processes of the program itself run */
    public DevCommand(String mainClass) {
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = requireNonNull(spec, "spec").commandLine();
        DevOptions options =
                new DevOptions(new DevPorts(port, kafkaPort, registryPort, connectPort), configs, !noLoad, rate);
        Optional<DataDirectory> taken = DataDirectory.take(dataDir);
        if (taken.isEmpty()) {
            return refuse(
                    commandLine,
                    List.of("another meridian dev runs with the data directory " + dataDir
                            + ": stop that one, or choose another directory with --data-dir"));
        }
        try (DataDirectory data = taken.get()) {
            List<String> problems = options.problems();
            if (!problems.isEmpty()) {
                return refuse(commandLine, problems);
            }
            DevSession.run(options, data, new ProgramCommands(mainClass, data), new Progress(commandLine.getOut()));
            return commandLine.getCommandSpec().exitCodeOnExecutionException();
        }
    }

    private static int refuse(CommandLine commandLine, List<String> problems) {
        problems.forEach(problem -> commandLine.getErr().println("meridian dev: " + problem));
        commandLine.getErr().flush();
        return commandLine.getCommandSpec().exitCodeOnInvalidInput();
    }
}
