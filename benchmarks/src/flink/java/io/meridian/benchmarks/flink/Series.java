package io.meridian.benchmarks.flink;

import java.nio.charset.StandardCharsets;

/**
 * The key of the aggregation. A POJO in Flink's sense, with its hash and its bytes worked out once, for series are
 * interned: by {@link SeriesTable} at the source and by {@link SeriesInterner} behind the exchange.
 */
public final class Series {
    private static final char SEPARATOR = '\0';

    // Public and not final, as Flink wants the fields of a POJO to be.
    public String region = "";
    public String metric = "";

    private transient int hash;
    private transient byte[] bytes = {};

    public Series() {}

    Series(String region, String metric) {
        this.region = region;
        this.metric = metric;
    }

    /** What {@link #bytes} has made. */
    static Series of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf(SEPARATOR);
        return new Series(text.substring(0, end), text.substring(end + 1));
    }

    /** Region and metric as bytes; shared, not to be changed. */
    byte[] bytes() {
        if (bytes.length == 0) {
            bytes = (region + SEPARATOR + metric).getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Series series && metric.equals(series.metric) && region.equals(series.region));
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = region.hashCode() * 31 + metric.hashCode();
        }
        return hash;
    }

    @Override
    public String toString() {
        return region + "/" + metric;
    }
}
