package io.meridian.app;

import io.meridian.app.analyze.RegionalTable;
import io.meridian.app.dev.DevCommand;
import io.meridian.app.run.StopSignal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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

    private static final String ANALYZE = "analyze";
    private static final String COMPLETION = "completion";

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
        Map<String, Supplier<Object>> all = commands(stop);
        // A model of every command takes longer than most of them.
        boolean known = args.length > 0 && all.containsKey(args[0]) && !args[0].equals(COMPLETION);
        if (known && args[0].equals(ANALYZE)) {
            RegionalTable.prepare();
        }
        return program(known ? Map.of(args[0], all.get(args[0])) : all, out, err)
                .execute(args);
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err, StopSignal stop) {
        return program(commands(stop), out, err);
    }

    private static Map<String, Supplier<Object>> commands(StopSignal stop) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(stop));
        commands.put("dev", () -> new DevCommand(Main.class.getName()));
        commands.put("produce", () -> new ProduceCommand(stop));
        commands.put("query", () -> new QueryCommand(stop));
        commands.put("dlq", () -> DlqCommand.with(stop));
        commands.put("resume", ResumeCommand::new);
        commands.put(ANALYZE, AnalyzeCommand::new);
        commands.put("topology", TopologyCommand::new);
        commands.put("acls", AclsCommand::new);
        commands.put(COMPLETION, CompletionCommand::new);
        return commands;
    }

    private static CommandLine program(Map<String, Supplier<Object>> commands, PrintWriter out, PrintWriter err) {
        CommandLine program = new CommandLine(new Main());
        commands.forEach((name, command) -> program.addSubcommand(name, command.get()));
        program.setOut(out).setErr(err).setExecutionExceptionHandler(new Failures());
        tellVersion(program);
        return program;
    }

    /** Of every command, which all have the option. */
    private static void tellVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new ProgramVersion());
        command.getSubcommands().values().forEach(Main::tellVersion);
    }
}
