package io.meridian.chaos;

import java.util.SplittableRandom;

/** What a run is made of, so that it can be made again. */
final class Seed {
    private Seed() {}

    /** The one given with {@code -Dchaos.seed}, or one by chance. */
    static long ofThisRun() {
        long given = Long.getLong("chaos.seed", 0);
        return given == 0 ? new SplittableRandom().nextLong(1, 1_000_000_000) : given;
    }
}
