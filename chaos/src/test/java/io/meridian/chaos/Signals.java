package io.meridian.chaos;

import io.meridian.local.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Stops a process where it stands, and has it go on. */
final class Signals {
    private Signals() {}

    static void pause(ChildProcess process) {
        send("STOP", process);
    }

    static void resume(ChildProcess process) {
        send("CONT", process);
    }

    private static void send(String signal, ChildProcess process) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("cannot send SIG" + signal + " to " + process.name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
