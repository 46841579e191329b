package io.meridian.app.redrive;

import io.meridian.app.deadletters.Place;
import java.util.List;
import java.util.Map;

/**
 * What became of a redrive.
 *
 * @param sent how many were sent back; of a dry run, how many would be
 * @param left how many were selected and are left, by reason
 * @param places some of those that are left, by reason
 * @param complete whether all that were selected have been gone through; if not, the same again goes on
 * @param warnings what should be known besides
 */
public record RedriveReport(
        long sent, Map<Left, Long> left, Map<Left, List<Place>> places, boolean complete, List<String> warnings) {
    public RedriveReport {
        left = Map.copyOf(left);
        places = Map.copyOf(places);
        warnings = List.copyOf(warnings);
    }

    /** How many are left. */
    public long leftInAll() {
        return left.values().stream().mapToLong(Long::longValue).sum();
    }
}
