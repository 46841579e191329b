package io.meridian.benchmarks.flink;

import org.jspecify.annotations.Nullable;

/** Decodes and judges the value of a record. For one thread. */
interface ReadingParser {
    /**
     * Fills in series, device, value and timestamp where the answer is true.
     *
     * @return whether this is a valid reading; otherwise the content of those fields is unspecified
     */
    boolean parse(byte @Nullable [] json, Arrival into);
}
