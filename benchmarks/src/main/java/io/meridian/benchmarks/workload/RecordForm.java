package io.meridian.benchmarks.workload;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** How readings are written to the raw topic. */
public sealed interface RecordForm permits JsonForm, AvroForm {
    /** A reading that counts. */
    byte[] valid(String device, String metric, double value, Instant time);

    /** What a producer that means this reading could send by mistake; no reader may count it. */
    byte[] invalid(String device, String metric, double value, Instant time, RandomGenerator random);
}
