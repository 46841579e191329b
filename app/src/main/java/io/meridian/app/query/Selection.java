package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import java.util.Optional;

/**
 * Which series are meant.
 *
 * @param region only this region, or any
 * @param metric only this metric, or any
 */
public record Selection(Optional<String> region, Optional<String> metric) {
    /** Whether it means every series there is, so that it cannot name one that does not exist. */
    boolean isEverything() {
        return region.isEmpty() && metric.isEmpty();
    }

    /** The series, where it means exactly one. */
    Optional<Series> single() {
        return region.flatMap(name -> metric.map(its -> new Series(name, its)));
    }

    /** Whether a series is meant. */
    public boolean matches(Series series) {
        return region.map(series.region()::equals).orElse(true)
                && metric.map(series.metric()::equals).orElse(true);
    }
}
