package io.meridian.benchmarks.contender;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

/** The statistics of a window as it is kept in the store. Variance by Welford's method. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class RunningStats {
    private String region = "";
    private String metric = "";
    private long count;
    private double sum;
    private double min = Double.MAX_VALUE;
    private double max = -Double.MAX_VALUE;
    private double mean;
    private double squares;

    RunningStats add(RegionReading reading) {
        region = reading.region();
        metric = reading.metric();
        double value = reading.value();
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
        return this;
    }

    ContenderRow row(long windowStart) {
        Double stddev = count < 2 ? null : Math.sqrt(squares / (count - 1));
        return new ContenderRow(
                region, metric, windowStart, count, sum, min, max, mean, stddev, null, null, null, null);
    }
}
