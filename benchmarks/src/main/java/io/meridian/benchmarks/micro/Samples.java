package io.meridian.benchmarks.micro;

import io.meridian.benchmarks.workload.Fleet;
import io.meridian.benchmarks.workload.JsonForm;
import io.meridian.benchmarks.workload.Workload;
import io.meridian.benchmarks.workload.WorkloadRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The valid readings that benches are fed with, the same in every run. */
final class Samples {
    /** So many that branch predictors do not learn them by heart, so few that their bytes stay in the processor's caches. */
    static final int COUNT = 4_096;

    /** All devices of the contract in five regions, with four metrics. */
    static final Fleet FLEET = new Fleet(10_000, 5, 4);

    /** The devices of one of those regions. */
    static final Fleet REGION = new Fleet(2_000, 1, 4);

    private static final long SEED = 42;
    private static final long END_TIME = Instant.parse("2025-03-12T14:30:00Z").toEpochMilli();

    private static final Duration SPAN = Duration.ofMinutes(10);

    private Samples() {}

    /** {@value #COUNT} records of the whole fleet. */
    static List<WorkloadRecord> records() {
        return records(FLEET, COUNT);
    }

    static List<WorkloadRecord> records(Fleet fleet, int count) {
        List<WorkloadRecord> records = new ArrayList<>(count);
        new Workload(fleet, count, 0, new JsonForm(0), SPAN, SEED, END_TIME).forEach(records::add);
        return records;
    }
}
