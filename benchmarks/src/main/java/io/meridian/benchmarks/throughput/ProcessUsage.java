package io.meridian.benchmarks.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process uses, as Linux tells it in {@code /proc}. */
final class ProcessUsage {
    /** Linux counts in hundredths of a second here on every architecture that Java 17 runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final String PEAK = "VmHWM:";

    private final Path folder;

    ProcessUsage(long pid) {
        this.folder = Path.of("/proc", String.valueOf(pid));
    }

    /** Processor time of all its threads, user and system. */
    double cpuSeconds() {
        String stat = read("stat").get(0);
        // The name of the program stands in parentheses and may hold anything; see proc(5): utime is field 14, stime
        // 15.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** The most memory it had resident, in MiB. */
    long peakMegabytes() {
        String peak = read("status").stream()
                .filter(line -> line.startsWith(PEAK))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + PEAK + " in " + folder.resolve("status")));
        return Long.parseLong(peak.replaceAll("\\D", "")) / 1024;
    }

    private List<String> read(String file) {
        try {
            return Files.readAllLines(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.resolve(file) + ": the process has ended?", e);
        }
    }
}
