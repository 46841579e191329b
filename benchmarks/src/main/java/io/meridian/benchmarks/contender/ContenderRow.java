package io.meridian.benchmarks.contender;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What contenders other than Meridian write for a window, as JSON.
 *
 * @param windowStart in milliseconds since 1970-01-01T00:00:00Z
 * @param stddev of the sample; null below two values
 * @param p50 null where a contender leaves percentiles out, and p90 and p99 with it
 * @param devices null where a contender does not count them
 */
@JsonInclude(Include.NON_NULL)
public record ContenderRow(
        String region,
        String metric,
        @JsonProperty("window_start") long windowStart,
        long count,
        double sum,
        double min,
        double max,
        double mean,
        @Nullable Double stddev,
        @Nullable Double p50,
        @Nullable Double p90,
        @Nullable Double p99,
        @Nullable Integer devices) {}
