package io.meridian.local;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs another main class that must not outlive the process that started it. The parent holds the other end of this
 * process's standard input and writes nothing to it; the operating system closes that pipe when the parent ends in any
 * way, {@code kill -9} included. Needs no library and no operating system's own means.
 */
public final class Leash {
    /** What the process ends with when its parent is gone. */
    public static final int EXIT_CODE = 86;

    private static final Duration GRACE = Duration.ofSeconds(10);

    private Leash() {}

    /**
     * Runs the main class that the first argument names, with the other arguments.
     *
     * @throws Throwable whatever that main method throws
     */
    public static void main(String[] args) throws Throwable {
        InputStream pipe = System.in;
        startDaemon("leash", () -> {
            awaitEndOf(pipe);
            exit();
        });
        Method main = Class.forName(args[0]).getMethod("main", String[].class);
        // As with the java command, the class itself need not be public.
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void awaitEndOf(InputStream pipe) {
        try {
            while (pipe.read() >= 0) {
                // Nothing is ever sent; should that change, it is no reason to end.
            }
        } catch (IOException e) {
            System.err.println("leash: the pipe to the parent broke: " + e);
        }
    }

    private static void exit() {
        System.err.println("leash: the parent process is gone, so this one ends");
        // The services that shutdown hooks want to take leave of may be ending too, so an orderly end may hang.
        startDaemon("leash-halt", () -> {
            try {
                Thread.sleep(GRACE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(EXIT_CODE);
        });
        System.exit(EXIT_CODE);
    }

    private static void startDaemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
