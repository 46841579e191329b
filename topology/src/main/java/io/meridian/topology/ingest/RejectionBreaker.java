package io.meridian.topology.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds ingest of one instance when too many of the readings of the last minute were rejected, so that one bad deploy does not
 * pour a whole stream into the dead-letter topic. Held until somebody resumes it, or other settings are known. Safe for
 * concurrent use; asked once a batch and once a poll, never for each reading.
 */
public final class RejectionBreaker {
    /** Fewer readings in a minute say nothing of a share. */
    public static final int LEAST_READINGS = 100;

    private static final Logger log = LoggerFactory.getLogger(RejectionBreaker.class);
    private static final int SECONDS = (int) Duration.ofMinutes(1).toSeconds();
    private static final long NANOS = 1_000_000_000L;

    private final OptionalDouble maxRatio;
    private final LongSupplier clock;
    private final LongSupplier generation;
    private final long[] readings = new long[SECONDS];
    private final long[] rejected = new long[SECONDS];
    private long second = Long.MIN_VALUE;
    private long trips;
    private volatile @Nullable Trip trip;

    /**
     * Why ingest is held.
     *
     * @param at since when, by the wall clock
     * @param readings how many came in the minute before
     * @param rejected how many of them were rejected
     * @param maxRatio the share that is allowed, 0 to 1
     * @param generation the newest settings that were known then
     */
    public record Trip(Instant at, long readings, long rejected, double maxRatio, long generation) {
        /** For people, with what to do. */
        public String words() {
            return String.format(
                    Locale.ROOT,
                    "ingest is paused since %s: %d of the %d readings of the minute before were rejected, more than"
                            + " reject.max.ratio=%s allows; mend the settings or the producers, then resume it"
                            + " (meridian resume, or POST /v1/ingest/resume)",
                    at,
                    rejected,
                    readings,
                    maxRatio);
        }
    }

    /**
     * @param maxRatio the share of rejected readings above which ingest is held, 0 to 1; empty for never
     * @param clock nanoseconds from any origin
     * @param generation the newest settings known; another answer than at the trip resumes
     */
    public RejectionBreaker(OptionalDouble maxRatio, LongSupplier clock, LongSupplier generation) {
        this.maxRatio = maxRatio;
        this.clock = clock;
        this.generation = generation;
    }

    /** One that never holds anything. */
    public static RejectionBreaker off() {
        return new RejectionBreaker(OptionalDouble.empty(), () -> 0, () -> 0);
    }

    /** Takes note of readings that have just been judged. */
    void judged(int accepted, int rejectedNow) {
        if (maxRatio.isEmpty() || trip != null) {
            return;
        }
        synchronized (this) {
            turnTo(clock.getAsLong() / NANOS);
            int slot = Math.floorMod(second, SECONDS);
            readings[slot] += accepted + rejectedNow;
            rejected[slot] += rejectedNow;
            if (rejectedNow > 0) {
                tripIfTooMany(maxRatio.getAsDouble());
            }
        }
    }

    /** Forgets what is older than a minute. */
    private void turnTo(long now) {
        long from = Math.max(second + 1, now - SECONDS + 1);
        for (long at = from; at <= now; at++) {
            readings[Math.floorMod(at, SECONDS)] = 0;
            rejected[Math.floorMod(at, SECONDS)] = 0;
        }
        second = Math.max(second, now);
    }

    private void tripIfTooMany(double most) {
        long all = Arrays.stream(readings).sum();
        long bad = Arrays.stream(rejected).sum();
        if (trip == null && all >= LEAST_READINGS && bad > most * all) {
            Trip tripped = new Trip(Instant.now(), all, bad, most, generation.getAsLong());
            trips++;
            trip = tripped;
            log.error("{}", tripped.words());
        }
    }

    /** Why ingest is held; empty while it is not. */
    public Optional<Trip> trip() {
        Trip held = trip;
        if (held != null && held.generation() != generation.getAsLong()) {
            resume("other settings are known");
            held = trip;
        }
        return Optional.ofNullable(held);
    }

    /** Whether ingest is held. */
    public boolean isHeld() {
        return trip != null && trip().isPresent();
    }

    /**
     * Lets ingest go on, and begins to count anew.
     *
     * @param why for the log
     * @return whether it was held
     */
    public synchronized boolean resume(String why) {
        if (trip == null) {
            return false;
        }
        Arrays.fill(readings, 0);
        Arrays.fill(rejected, 0);
        trip = null;
        log.info("Ingest goes on: {}", why);
        return true;
    }

    /** How often ingest has been held since the start. */
    public synchronized long trips() {
        return trips;
    }
}
