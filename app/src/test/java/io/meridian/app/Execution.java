package io.meridian.app;

import io.meridian.app.run.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Optional;
import picocli.CommandLine;

/**
 * What the program did with a command line, in this JVM.
 *
 * @param code its exit code
 * @param output of both kinds
 */
public record Execution(int code, String output) {
    public static Execution of(String... args) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        return new Execution(Main.execute(args, writer, writer, new StopSignal()), output.toString());
    }

    /** Why a command line is wrong, without doing what it asks for; empty where it is right. */
    public static Optional<String> fault(String... args) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        try {
            var unused = Main.commandLine(nowhere, nowhere, new StopSignal()).parseArgs(args);
            return Optional.empty();
        } catch (CommandLine.ParameterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
