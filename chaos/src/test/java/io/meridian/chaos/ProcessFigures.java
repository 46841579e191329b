package io.meridian.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operating system says of a process, all 0 where there is no {@code /proc} entry for it.
 *
 * @param megabytes resident
 * @param threads of the process, those of the JVM too
 * @param files that it has open, sockets too, but for tables of RocksDB, of which there are more until it makes one of some
 */
record ProcessFigures(long megabytes, long threads, long files) {
    static ProcessFigures of(long pid) {
        Path process = Path.of("/proc", "" + pid);
        Path status = process.resolve("status");
        if (!Files.exists(status)) {
            return new ProcessFigures(0, 0, 0);
        }
        try (Stream<String> lines = Files.lines(status);
                Stream<Path> open = Files.list(process.resolve("fd"))) {
            Map<String, Long> figures = lines.filter(line -> line.matches("(VmRSS|Threads):.*"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf(':')),
                            line -> Long.parseLong(line.replaceAll("\\D", ""))));
            return new ProcessFigures(
                    figures.getOrDefault("VmRSS", 0L) / 1024,
                    figures.getOrDefault("Threads", 0L),
                    open.filter(file -> !isTable(file)).count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTable(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains(".sst");
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }
}
