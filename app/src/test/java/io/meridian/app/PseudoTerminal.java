package io.meridian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command in a terminal that is none, by {@code script} of util-linux: it can be typed into, and what it shows is kept. */
public final class PseudoTerminal implements AutoCloseable {
    public static final String CTRL_C = "\u0003";

    private final Process process;
    private final Path output;

    private PseudoTerminal(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a command; skips the test where there is no such terminal, but for CI.
     *
     * @param output a file for what it shows
     * @param environment what the command has beside a plain locale in UTF-8
     * @param command as a shell reads it
     */
    public static PseudoTerminal start(Path output, Map<String, String> environment, String command)
            throws IOException {
        requireProgram("/usr/bin/script", "of util-linux, makes a terminal");
        // A build that runs in the background ignores Ctrl-C, and whatever it starts inherits that.
        ProcessBuilder builder = new ProcessBuilder(
                        "/usr/bin/env", "--default-signal=INT", "/usr/bin/script", "-qec", command, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "NO_COLOR"));
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("TERM", "dumb");
        builder.environment().putAll(environment);
        return new PseudoTerminal(builder.start(), output);
    }

    /** Skips the test where a program is missing; in CI, where nothing is to be skipped, it fails. */
    static void requireProgram(String path, String why) {
        boolean there = Files.isExecutable(Path.of(path));
        if (!there && System.getenv("CI") != null) {
            throw new AssertionError(path + ", which " + why + ", is not there, and CI is to skip nothing");
        }
        assumeThat(there).as(path + " " + why).isTrue();
    }

    /** This program, in the place of the shell that starts it: some shells end on Ctrl-C with a code of their own. */
    public static String meridian(String arguments) {
        return "exec " + System.getProperty("java.home") + "/bin/java -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' io.meridian.app.Main " + arguments;
    }

    public void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** All that it has shown. */
    public String seen() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the command's end, a minute at most, and tells its exit code. */
    public int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(seen()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
