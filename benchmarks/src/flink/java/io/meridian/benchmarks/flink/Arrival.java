package io.meridian.benchmarks.flink;

import org.jspecify.annotations.Nullable;

/**
 * A record as it came in: a reading where it has a series, else an invalid one with its bytes. Mutable, for object reuse
 * is on: the source fills one instance again and again.
 */
public final class Arrival {
    @Nullable
    Series series;

    /** The digits of its device's id. */
    int device;

    double value;

    /** Of the reading, or where there is none of the record in Kafka. */
    long timestamp;

    /** Of an invalid one: where it stands in the raw topic. */
    int partition;

    long offset;

    byte @Nullable [] key;
    byte @Nullable [] json;

    /** The series of a valid one. */
    Series validSeries() {
        if (series == null) {
            throw new IllegalStateException("an invalid record has come where only readings should");
        }
        return series;
    }
}
