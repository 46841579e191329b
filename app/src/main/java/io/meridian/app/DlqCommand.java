package io.meridian.app;

import io.meridian.app.run.StopSignal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of {@code dlq}: what can be done with dead letters. */
@Command(
        name = "dlq",
        description = "Shows what was rejected and why, counts it, and sends it back.",
        footer = {"", "Example: meridian dlq stats"},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class DlqCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    private DlqCommand() {}

    static CommandLine with(StopSignal stop) {
        return new CommandLine(new DlqCommand())
                .addSubcommand(new DlqListCommand(stop))
                .addSubcommand(new DlqStatsCommand(stop))
                .addSubcommand(new DlqRedriveCommand(stop));
    }

    @Override
    public Integer call() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "expected one of list, stats and redrive after dlq");
        }
        return Main.WRONG_USAGE;
    }
}
