package io.meridian.topology.settings;

/**
 * The values that a metric may have, both ends inclusive.
 *
 * @param min the least value allowed
 * @param max the greatest value allowed, not less than min
 * @param unit what the values are measured in, for display; may be empty
 */
public record Limits(double min, double max, String unit) {
    /** What holds for a metric that the settings do not list. */
    public static final Limits DEFAULT = new Limits(0, 100, "");

    /** Whether a value is within the limits. */
    public boolean allow(double value) {
        return value >= min && value <= max;
    }
}
