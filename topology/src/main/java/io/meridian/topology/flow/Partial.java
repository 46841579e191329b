package io.meridian.topology.flow;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;

/**
 * The readings of one series in one window that one raw partition had since its last commit, combined.
 *
 * @param series what was measured where
 * @param windowStart start of the window, milliseconds since 1970-01-01T00:00:00Z
 * @param aggregate the readings' summary, of at least one reading
 */
public record Partial(Series series, long windowStart, WindowAggregate aggregate) implements PartialsRecord {}
