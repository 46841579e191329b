package io.meridian.benchmarks.contender;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What contenders other than Meridian write for a window, as JSON.
 *
 * @param windowStart in milliseconds since 1970-01-01T00:00:00Z
 * @param stddev of the sample; null below two values
 */
public record ContenderRow(
        String region,
        String metric,
        @JsonProperty("window_start") long windowStart,
        long count,
        double sum,
        double min,
        double max,
        double mean,
        @Nullable Double stddev) {}
