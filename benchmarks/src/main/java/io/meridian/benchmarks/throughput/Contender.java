package io.meridian.benchmarks.throughput;

import io.meridian.benchmarks.contender.ContenderTask;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One that takes part.
 *
 * @param name what it is called on the command line and in the table
 * @param about what it is, in a few words
 * @param mainClass its program
 * @param classPath what it runs on
 * @param arguments makes its arguments, and whatever files they name in the folder given, of its task
 * @param output what it writes
 */
record Contender(
        String name,
        String about,
        String mainClass,
        String classPath,
        BiFunction<ContenderTask, Path, List<String>> arguments,
        OutputForm output) {}
