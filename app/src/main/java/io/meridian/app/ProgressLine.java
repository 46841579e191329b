package io.meridian.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Says on a terminal, in one line that is written over and over, how far a command has come; elsewhere nothing. */
final class ProgressLine {
    private static final long EVERY_NANOS = 500_000_000L;
    private static final int BAR = 24;

    private final PrintWriter out;
    private final boolean onTerminal;
    private final LongSupplier clock;
    private final DoubleSupplier share;
    private final long start;
    private long lastShown;
    private long lastCount;

    /** Without a known end. */
    ProgressLine(PrintWriter out, boolean onTerminal, LongSupplier clock) {
        this(out, onTerminal, clock, () -> Double.NaN);
    }

    /**
     * With a bar.
     *
     * @param clock nanoseconds, never going back
     * @param share how much of the whole is done, 0 to 1; NaN for no bar
     */
    ProgressLine(PrintWriter out, boolean onTerminal, LongSupplier clock, DoubleSupplier share) {
        this.out = out;
        this.share = share;
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
            out.print("\r" + bar() + line(now));
            out.flush();
        }
    }

    /** Leaves the line as it was at the end. */
    void end() {
        out.println((onTerminal ? "\r" + bar() : "") + line(clock.getAsLong()));
        out.flush();
    }

    private String bar() {
        double done = share.getAsDouble();
        if (Double.isNaN(done)) {
            return "";
        }
        int filled = (int) (done * BAR);
        return String.format(
                Locale.ROOT, "[%s%s] %3d %%  ", "#".repeat(filled), "-".repeat(BAR - filled), (int) (done * 100));
    }

    private String line(long now) {
        double seconds = Math.max(1e-9, (now - start) / 1e9);
        return String.format(Locale.ROOT, "%,d records, %,.0f a second   ", lastCount, lastCount / seconds)
                .stripTrailing();
    }
}
