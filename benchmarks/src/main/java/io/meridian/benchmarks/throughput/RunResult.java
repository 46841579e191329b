package io.meridian.benchmarks.throughput;

import java.util.Optional;

/**
 * One run of one contender.
 *
 * @param figures what it cost
 * @param kept what it had on disk in the end
 * @param wrong the first thing that is wrong with its output; its figures count only where this is empty
 */
record RunResult(String contender, int round, Figures figures, KeptBytes kept, Optional<String> wrong) {}
