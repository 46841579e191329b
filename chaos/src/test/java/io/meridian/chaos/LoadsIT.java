package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.exactness.PlannedRecord;
import io.meridian.app.exactness.Producing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A load past all reason: the lag may grow, memory may not; then all of it is counted or dead-lettered once. */
class LoadsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Heap, code, threads and Kafka's buffers of an instance with the heap that it ships with. */
    private static final long MOST_MEGABYTES = 1_100;

    /** {@code query.timeout}, 2 s by default, and what a busy machine adds. */
    private static final long SLOWEST_ANSWER_MILLIS = 3_000;

    @TempDir
    Path directory;

    private final long seed = Seed.ofThisRun();
    private long megabytes;
    private long lag;
    private long slowest;

    @Test
    @EnabledIfSystemProperty(named = "chaos.scenario", matches = "overload|invalid|skewed")
    void shouldHoldItsMemoryAndCountEachReadingOnce() throws Exception {
        Scenario scenario =
                Scenario.valueOf(System.getProperty("chaos.scenario", "").toUpperCase(Locale.ROOT));
        int records = Integer.getInteger("chaos.records", 1_000_000);
        String run = "-Dchaos.scenario=" + scenario.name().toLowerCase(Locale.ROOT) + " -Dchaos.seed=" + seed
                + " -Dchaos.records=" + records;
        System.out.println("chaos: ./mvnw verify -Pchaos " + run);
        List<PlannedRecord> load = scenario.load(seed, records);
        try (Stage stage = new Stage(directory, Map.of());
                Producing producing = new Producing(stage.brokers.bootstrapServers(), load, scenario.atOnce)) {
            try {
                drain(stage, producing, records);
                Verdict.await(stage, load, PATIENCE);
                System.out.println("exact: " + run + ": " + Verdict.summary(load) + "; lag at most " + lag
                        + " records, memory at most " + megabytes + " MB, slowest answer " + slowest + " ms; "
                        + stage.rest);
                assertThat(megabytes).as("resident megabytes").isLessThan(MOST_MEGABYTES);
                assertThat(slowest).as("milliseconds to an answer").isLessThan(SLOWEST_ANSWER_MILLIS);
            } catch (AssertionError | Exception e) {
                throw new AssertionError(run + "\n" + e.getMessage() + "\n" + stage.instances.lastLines(), e);
            }
        }
    }

    private void drain(Stage stage, Producing producing, int records) throws Exception {
        Progress progress = new Progress(stage.admin, Stage.APPLICATION, Stage.topic("raw"), Stage.PARTITIONS);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long committed = 0; committed < records; committed = progress.total()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            lag = Math.max(lag, producing.acknowledged() - committed);
            megabytes = Math.max(megabytes, stage.megabytes());
            long begin = System.nanoTime();
            assertThat(stage.rest
                            .get(stage.instances.url(0), "/v1/aggregates/latest")
                            .statusCode())
                    .isIn(200, 503);
            slowest = Math.max(slowest, (System.nanoTime() - begin) / 1_000_000);
            Injector.elapse(Duration.ofMillis(500));
        }
    }
}
