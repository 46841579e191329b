package io.meridian.app;

import static java.util.Objects.requireNonNull;

import io.meridian.app.config.SettingNames;
import io.meridian.app.run.Pipeline;
import io.meridian.app.topics.TopicLayout;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of {@code topology}. */
@Command(
        name = "topology",
        description = "Prints the topology that the settings give. Needs no Kafka.",
        footer = {"", "Example: meridian topology"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TopologyCommand implements Callable<Integer> {
    /** Partitions do not show in a description. */
    private static final TopicLayout ANY = new TopicLayout(1, 1);

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> nowhere = Map.of(SettingNames.BOOTSTRAP_SERVERS, "localhost:9092");
        requireNonNull(spec, "spec")
                .commandLine()
                .getOut()
                .println(Pipeline.describe(settings.ofCommand(nowhere, Map.of()), ANY));
        return Main.DONE;
    }
}
