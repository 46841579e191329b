package io.meridian.benchmarks.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** <a href="https://github.com/wg/wrk">wrk</a>, the HTTP load tool that the measuring is left to; it has to be on the PATH. */
final class Wrk {
    private static final Pattern QUANTILE = Pattern.compile("(?m)^ +(50|90|99)% +([0-9.]+)(us|ms|s|m) *$");
    private static final Pattern RATE = Pattern.compile("(?m)^Requests/sec: +([0-9.]+)$");
    private static final Pattern FAILED = Pattern.compile("(?m)^ +(Non-2xx or 3xx responses|Socket errors): .*$");

    private final Path pause;

    /**
     * What it measured.
     *
     * @param p50 milliseconds
     * @param p90 milliseconds
     * @param p99 milliseconds
     * @param perSecond requests
     */
    record Figures(double p50, double p90, double p99, double perSecond) {}

    /** @param directory gets its script */
    Wrk(Path directory) {
        pause = directory.resolve("pause.lua");
        try {
            Files.writeString(pause, "function delay() return 10 end\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + pause, e);
        }
    }

    /** One caller that waits for each answer and then for ten milliseconds. */
    Figures paced(URI url, Duration time) throws IOException, InterruptedException {
        return run(url, time, 1, List.of("-s", pause.toString()));
    }

    /** So many callers without any pause. */
    Figures flatOut(URI url, Duration time, int callers) throws IOException, InterruptedException {
        return run(url, time, callers, List.of());
    }

    private static Figures run(URI url, Duration time, int callers, List<String> more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("wrk", "--latency", "-t1", "-c" + callers, "-d" + time.toSeconds() + "s", "--timeout", "10s"));
        command.addAll(more);
        command.add(url.toString());
        Process wrk = start(command);
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0 || FAILED.matcher(said).find()) {
            throw new IllegalStateException("not every request to " + url + " was answered:\n" + said);
        }
        return new Figures(quantile(said, "50"), quantile(said, "90"), quantile(said, "99"), rate(said));
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "expected wrk on the PATH; Debian has it as a package: apt-get install wrk", e);
        }
    }

    static double quantile(String said, String which) {
        Matcher line = QUANTILE.matcher(said);
        while (line.find()) {
            if (line.group(1).equals(which)) {
                return Double.parseDouble(line.group(2)) * millis(line.group(3));
            }
        }
        throw new IllegalStateException("wrk has no " + which + "%:\n" + said);
    }

    private static double rate(String said) {
        Matcher line = RATE.matcher(said);
        if (!line.find()) {
            throw new IllegalStateException("wrk has no Requests/sec:\n" + said);
        }
        return Double.parseDouble(line.group(1));
    }

    private static double millis(String unit) {
        return switch (unit) {
            case "us" -> 0.001;
            case "ms" -> 1;
            case "s" -> 1_000;
            default -> 60_000;
        };
    }
}
