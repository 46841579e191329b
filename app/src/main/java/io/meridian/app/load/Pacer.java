package io.meridian.app.load;

/**
 * Spreads a rate evenly: tells at each moment how many records are due. After a hold-up it does not make up for more than a
 * tenth of a second. Not for sharing between threads.
 */
public final class Pacer {
    private static final long NANOS = 1_000_000_000L;
    private static final long MOST_ARREARS = NANOS / 10;

    private final double perNano;
    private long from;
    private double due;

    /**
     * @param perSecond how many a second, above 0
     * @param now nanoseconds of a clock that never goes back
     */
    public Pacer(double perSecond, long now) {
        this.perNano = perSecond / NANOS;
        this.from = now;
    }

    /** How many records are due now, since the last call. */
    public long take(long now) {
        due += Math.min(now - from, MOST_ARREARS) * perNano;
        from = now;
        long whole = (long) due;
        due -= whole;
        return whole;
    }
}
