package io.meridian.app;

import io.meridian.app.run.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;

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
}
