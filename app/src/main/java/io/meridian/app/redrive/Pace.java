package io.meridian.app.redrive;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Holds a redrive to a rate, so that what is sent back does not crowd out what is new. For one thread. */
final class Pace {
    private static final long NANOS = 1_000_000_000L;
    private static final int PARTS_OF_A_SECOND = 5;
    private static final long LOOK_EVERY = Duration.ofMillis(20).toNanos();

    private final OptionalLong perSecond;
    private final long begin = System.nanoTime();
    private long sent;

    /** @param perSecond at least 1; empty for as fast as it goes */
    Pace(OptionalLong perSecond) {
        this.perSecond = perSecond;
    }

    /** How many may go at once, of so many that would. */
    int batch(int most) {
        return perSecond.isEmpty()
                ? most
                : (int) Math.max(1, Math.min(most, perSecond.getAsLong() / PARTS_OF_A_SECOND));
    }

    /** Waits after so many more have been sent, but no longer than it is to go on. */
    void sent(int records, BooleanSupplier goOn) {
        sent += records;
        if (perSecond.isEmpty()) {
            return;
        }
        long due = (long) ((double) sent / perSecond.getAsLong() * NANOS);
        while (System.nanoTime() - begin < due && goOn.getAsBoolean()) {
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }
}
