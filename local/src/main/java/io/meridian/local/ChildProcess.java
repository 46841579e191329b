package io.meridian.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that this one started. Safe for use by several threads. */
public final class ChildProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    private final Command command;
    private final Process process;

    private ChildProcess(Command command, Process process) {
        this.command = command;
        this.process = process;
    }

    /**
     * Starts a program. Its log begins anew; the log of the run before stays beside it as {@code NAME.log.1}.
     *
     * @throws UncheckedIOException if the program or its log cannot be opened
     */
    public static ChildProcess start(Command command) {
        try {
            Path log = command.log().toAbsolutePath();
            Files.createDirectories(log.getParent());
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder = new ProcessBuilder(command.words())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(command.environment());
            ChildProcess child = new ChildProcess(command, builder.start());
            LOG.debug("started {} as process {}, logging to {}", child.name(), child.pid(), log);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.name() + ": " + e.getMessage(), e);
        }
    }

    /** What people call it. */
    public String name() {
        return command.name();
    }

    /** The operating system's number for it. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it ended with; empty while it runs. On Unix 128 and the signal's number, where a signal ended it. */
    public OptionalInt exitCode() {
        return isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Where its output goes. */
    public Path log() {
        return command.log();
    }

    /**
     * The end of its output so far.
     *
     * @param count how many lines at most, none below 0
     */
    public List<String> lastLines(int count) {
        return LogTail.lastLines(log(), count);
    }

    /** Has an action run once when the program has ended for whatever reason, on a thread of its own; at once if it has. */
    public void onExit(Consumer<ChildProcess> action) {
        var unused = process.onExit().thenRunAsync(() -> action.accept(this));
    }

    /**
     * Asks it to end (SIGTERM), and ends it (SIGKILL) if it has not within the grace. Returns when it is gone.
     *
     * @return whether it ended by itself
     */
    public boolean stop(Duration grace) {
        // Not Process.destroy(), which also closes the pipe that the leash watches: one way to end at a time.
        process.toHandle().destroy();
        if (awaitExit(grace)) {
            return true;
        }
        LOG.warn("{} has not ended within {} ms of being asked to: killing it", name(), grace.toMillis());
        kill();
        return false;
    }

    /** Ends it without warning (SIGKILL). Returns when it is gone. */
    public void kill() {
        process.toHandle().destroyForcibly();
        if (!awaitExit(KILL_TIMEOUT)) {
            throw new IllegalStateException(name() + ", process " + pid() + ", cannot be killed");
        }
    }

    /**
     * Waits for it to end.
     *
     * @return whether it has, within the time
     */
    public boolean awaitExit(Duration timeout) {
        try {
            return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !isAlive();
        }
    }
}
