package io.meridian.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says on a terminal, in one line that is written over and over, how far a command has come; elsewhere nothing. */
final class ProgressLine {
    private static final long EVERY_NANOS = 500_000_000L;

    private final PrintWriter out;
    private final boolean onTerminal;
    private final LongSupplier clock;
    private final long start;
    private long lastShown;
    private long lastCount;

    /** @param clock nanoseconds, never going back */
    ProgressLine(PrintWriter out, boolean onTerminal, LongSupplier clock) {
        this.out = out;
        this.onTerminal = onTerminal;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.lastShown = start;
    }

    /** @param count records sent so far */
    void sent(long count) {
        lastCount = count;
        long now = clock.getAsLong();
        if (onTerminal && now - lastShown >= EVERY_NANOS) {
            lastShown = now;
            out.print("\r" + line(now));
            out.flush();
        }
    }

    /** Leaves the line as it was at the end. */
    void end() {
        out.println((onTerminal ? "\r" : "") + line(clock.getAsLong()));
        out.flush();
    }

    private String line(long now) {
        double seconds = Math.max(1e-9, (now - start) / 1e9);
        return String.format(Locale.ROOT, "%,d records, %,.0f a second   ", lastCount, lastCount / seconds)
                .stripTrailing();
    }
}
