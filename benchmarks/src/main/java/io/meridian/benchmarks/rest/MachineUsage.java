package io.meridian.benchmarks.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** How busy the whole machine is, as Linux tells it: see proc_stat(5). */
final class MachineUsage {
    private static final Path STAT = Path.of("/proc/stat");

    private MachineUsage() {}

    private record Ticks(long busy, long all) {
        static Ticks now() {
            try {
                long[] fields = Arrays.stream(Files.readAllLines(STAT)
                                .get(0)
                                .substring("cpu".length())
                                .trim()
                                .split(" +"))
                        .limit(8)
                        .mapToLong(Long::parseLong)
                        .toArray();
                long all = Arrays.stream(fields).sum();
                // Idle, waiting for input and output, and what the host took away.
                return new Ticks(all - fields[3] - fields[4] - fields[7], all);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + STAT, e);
            }
        }
    }

    /** The share of all processors that is used during some time, 0 to 1. */
    static double during(Duration time) throws InterruptedException {
        Ticks before = Ticks.now();
        // The length of a phase of the measurement, not a wait for a condition.
        Thread.sleep(time.toMillis());
        Ticks after = Ticks.now();
        return (double) (after.busy() - before.busy()) / (after.all() - before.all());
    }
}
