package io.meridian.app;

import static java.util.Objects.requireNonNull;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.run.Instance;
import io.meridian.app.run.Outcome;
import io.meridian.app.run.StopSignal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of {@code run}. */
@Command(
        name = "run",
        description = "Runs one instance until SIGTERM or Ctrl-C.",
        footer = {"", "Example: meridian run --config meridian.properties"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    private final StopSignal stop;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Spec
    private @Nullable CommandSpec spec;

    RunCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        MeridianConfig config = settings.ofInstance();
        stop.heed();
        Outcome outcome = new Instance(config, stop).run();
        if (outcome instanceof Outcome.Failed failed) {
            requireNonNull(spec, "spec").commandLine().getErr().println("meridian run: " + failed.reason());
            return Main.FAILED;
        }
        return Main.DONE;
    }
}
