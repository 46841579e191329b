package io.meridian.benchmarks.micro;

import java.io.IOException;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benches by JMH's own command line, always with what an operation allocates. */
public final class MicroBenches {
    private MicroBenches() {}

    /**
     * @param args regular expressions of the benches to run, all by default, and options of JMH; {@code -h} lists those,
     *     {@code -l} the benches
     * @throws RunnerException where a bench fails, so that the program does
     */
    public static void main(String[] args) throws CommandLineOptionException, IOException, RunnerException {
        CommandLineOptions asked = new CommandLineOptions(args);
        Runner runner = new Runner(new OptionsBuilder()
                .parent(asked)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build());
        if (asked.shouldHelp()) {
            asked.showHelp();
        } else if (asked.shouldList()) {
            runner.list();
        } else {
            runner.run();
        }
    }
}
