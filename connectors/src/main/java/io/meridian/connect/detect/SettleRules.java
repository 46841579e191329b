package io.meridian.connect.detect;

import java.time.Duration;

/**
 * When a change counts.
 *
 * @param settle how long a file must be seen with one content; above zero
 * @param maxDeleteRatio by which part of the files known the set may shrink at once, from 0 (by none) to 1 (by all)
 */
public record SettleRules(Duration settle, double maxDeleteRatio) {
    /** Editors and copies that replace a directory delete first: their deletions have this much longer to be undone. */
    private static final int DELETION_FACTOR = 2;

    public SettleRules {
        if (settle.isZero() || settle.isNegative()) {
            throw new IllegalArgumentException("settle: expected a time above zero, found " + settle);
        }
        if (!(maxDeleteRatio >= 0 && maxDeleteRatio <= 1)) {
            throw new IllegalArgumentException("maxDeleteRatio: expected 0 to 1, found " + maxDeleteRatio);
        }
    }

    /** How long a file must be seen missing. */
    Duration deletion() {
        return settle.multipliedBy(DELETION_FACTOR);
    }
}
