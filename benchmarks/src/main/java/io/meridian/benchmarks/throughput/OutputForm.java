package io.meridian.benchmarks.throughput;

/** What a contender writes to its output topic. */
enum OutputForm {
    /** Nothing: it does not do the job, and has no dead letters either. */
    NONE,
    /** {@link io.meridian.benchmarks.contender.ContenderRow} as JSON. */
    JSON,
    /** {@link io.meridian.avro.RegionAggregate} in the Confluent wire format. */
    AVRO
}
