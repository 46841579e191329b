package io.meridian.connect.detect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What the detector makes of a look at the directory. */
public sealed interface Verdict {
    /** All is as it was. */
    record Unchanged() implements Verdict {}

    /**
     * Something changes, and may not have come to its end.
     *
     * @param pause when the next look is worth its while; above zero
     */
    record Settling(Duration pause) implements Verdict {
        public Settling {
            if (pause.isZero() || pause.isNegative()) {
                throw new IllegalArgumentException("pause: expected a time above zero, found " + pause);
            }
        }
    }

    /**
     * There is a change that looks like an accident: nothing is passed on until it is undone or allowed.
     *
     * @param reason what was found, and what to do
     */
    record HeldBack(String reason) implements Verdict {
        public HeldBack {
            requireNonNull(reason, "reason");
        }
    }

    /**
     * A batch of changes has come to its end.
     *
     * @param files the whole directory after it
     */
    record Settled(FileSet files) implements Verdict {
        public Settled {
            requireNonNull(files, "files");
        }
    }
}
