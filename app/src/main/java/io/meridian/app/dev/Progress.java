package io.meridian.app.dev;

import java.io.PrintWriter;
import java.util.Locale;

/** Says what happens, each line with the seconds since the start. Safe for use by several threads. */
final class Progress {
    private final PrintWriter out;
    private final long start = System.nanoTime();

    Progress(PrintWriter out) {
        this.out = out;
    }

    void say(String what) {
        double seconds = (System.nanoTime() - start) / 1e9;
        plain(String.format(Locale.ROOT, "%5.1f s  %s", seconds, what));
    }

    void plain(String text) {
        out.println(text);
        out.flush();
    }
}
