package io.meridian.app.query;

import java.util.List;

/**
 * A region that has data.
 *
 * @param region its name
 * @param metrics what has been measured in it, by name
 */
public record RegionMetrics(String region, List<String> metrics) {
    public RegionMetrics {
        metrics = List.copyOf(metrics);
    }
}
