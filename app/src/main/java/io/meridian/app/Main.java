package io.meridian.app;

import io.meridian.app.dev.DevCommand;
import io.meridian.app.run.StopSignal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The {@code meridian} program: a list of commands. */
@Command(
        name = "meridian",
        description = "Raw device telemetry on Kafka in, live and final regional aggregates out.",
        footer = {"", "Example: meridian dev"},
        mixinStandardHelpOptions = true,
        scope = ScopeType.LOCAL,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    /** Done. */
    public static final int DONE = 0;

    /** Could not do what was asked. */
    public static final int FAILED = 1;

    /** Was asked wrongly. */
    public static final int WRONG_USAGE = 2;

    private Main() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Termination termination = Termination.install();
        int code = execute(args, out, err, termination.signal());
        termination.ended(code);
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @param stop asks a command that runs on and on to end
     * @return 0 done, 1 failed, 2 wrong usage
     */
    static int execute(String[] args, PrintWriter out, PrintWriter err, StopSignal stop) {
        return commandLine(out, err, stop).execute(args);
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err, StopSignal stop) {
        CommandLine program = new CommandLine(new Main())
                .addSubcommand(new RunCommand(stop))
                .addSubcommand(new DevCommand(Main.class.getName()))
                .addSubcommand(new ProduceCommand(stop))
                .addSubcommand(new QueryCommand(stop))
                .addSubcommand(DlqCommand.with(stop))
                .addSubcommand(new ResumeCommand())
                .addSubcommand(new AnalyzeCommand())
                .addSubcommand(new TopologyCommand())
                .addSubcommand(new AclsCommand())
                .addSubcommand(new CompletionCommand())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new Failures());
        tellVersion(program);
        return program;
    }

    /** Of every command, which all have the option. */
    private static void tellVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new ProgramVersion());
        command.getSubcommands().values().forEach(Main::tellVersion);
    }
}
