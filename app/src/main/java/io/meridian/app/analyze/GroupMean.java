package io.meridian.app.analyze;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * One group of rows.
 *
 * @param group what they have in common; empty for rows that have nothing there
 * @param mean of their values, not rounded
 * @param entries how many they are, at least 1
 */
public record GroupMean(Optional<String> group, double mean, long entries) {
    private static final int DECIMALS = 2;

    /** The mean to two decimals, half up. */
    public double rounded() {
        return BigDecimal.valueOf(mean).setScale(DECIMALS, RoundingMode.HALF_UP).doubleValue();
    }
}
