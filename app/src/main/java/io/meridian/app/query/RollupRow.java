package io.meridian.app.query;

import io.meridian.topology.closing.Status;
import java.util.Optional;

/**
 * The windows of one step and of one or more series, merged.
 *
 * @param region the region that all of them have; empty where regions were merged
 * @param metric the metric that all of them have; empty where metrics were merged
 * @param start start of the step, inclusive, milliseconds since 1970-01-01T00:00:00Z
 * @param end end of the step, exclusive, milliseconds since 1970-01-01T00:00:00Z
 * @param status FINAL where every window in it is
 * @param revision the greatest of its windows
 * @param figures what is known of it
 */
public record RollupRow(
        Optional<String> region,
        Optional<String> metric,
        long start,
        long end,
        Status status,
        int revision,
        Figures figures) {}
