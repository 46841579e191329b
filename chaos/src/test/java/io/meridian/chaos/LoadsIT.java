package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.exactness.Oracle;
import io.meridian.app.exactness.PlannedRecord;
import io.meridian.app.exactness.Producing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A load past all reason: the lag may grow, memory may not; then all of it is counted or dead-lettered once. */
@EnabledIfSystemProperty(named = "chaos.scenario", matches = "overload|invalid|skewed|regions")
class LoadsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Heap, code, threads and Kafka's buffers of an instance with the heap that it ships with. */
    static final long MOST_MEGABYTES = 1_100;

    /** {@code query.timeout}, 2 s by default, and what a busy machine adds. */
    static final long SLOWEST_ANSWER_MILLIS = 3_000;

    @TempDir
    Path directory;

    private final Run run = new Run("scenario", "records");

    /** Of the time in which the load is sent. */
    private final List<Samples> samples = List.of(new Samples(), new Samples());

    private long megabytes;
    private long lag;

    @Test
    void shouldHoldItsMemoryAndCountEachReadingOnce() throws Exception {
        Scenario scenario = Scenario.valueOf(Run.property("scenario").toUpperCase(Locale.ROOT));
        int records = Integer.getInteger("chaos.records", 1_000_000);
        List<PlannedRecord> load = scenario.load(run.seed, records);
        try (Stage stage = new Stage(directory, run, scenario.regions(), Map.of(), false);
                Producing producing = new Producing(stage.brokers.bootstrapServers(), load, scenario.atOnce)) {
            AnswerTimes answers = new AnswerTimes(stage.rest, stage.instances.url(0));
            try {
                Throttle throttle = new Throttle(stage.admin, stage.mainConsumers());
                if (scenario == Scenario.OVERLOAD) {
                    throttle.on();
                }
                long begin = System.nanoTime();
                watchUntil(stage, producing, answers, () -> {
                    sample(stage, begin);
                    return producing.acknowledged() == records;
                });
                long sent = System.nanoTime();
                throttle.off();
                Progress progress = progress(stage);
                watchUntil(stage, producing, answers, () -> progress.total() == records);
                long caughtUp = (System.nanoTime() - sent) / 1_000_000;
                Oracle oracle = Verdict.await(stage, load, PATIENCE);
                System.out.println("exact: " + run + ": " + oracle + "; sent in " + (sent - begin) / 1_000_000
                        + " ms, lag at most " + lag + " records, caught up " + caughtUp
                        + " ms after the last was sent, memory at most " + megabytes + " MB, " + samples + ", "
                        + answers
                        + "; " + stage.rest);
                check(scenario, records, answers);
            } catch (AssertionError | Exception e) {
                throw new AssertionError(run + "\n" + e.getMessage() + "\n" + stage.instances.lastLines(), e);
            } finally {
                write(scenario);
            }
        }
    }

    private void check(Scenario scenario, int records, AnswerTimes answers) {
        assertThat(megabytes).as("resident megabytes").isLessThan(MOST_MEGABYTES);
        assertThat(answers.slowest()).as("milliseconds to an answer").isLessThan(SLOWEST_ANSWER_MILLIS);
        if (scenario == Scenario.OVERLOAD) {
            assertThat(lag).as("lag, else it was no overload").isGreaterThan(records * 3L / 4);
            assertThat(samples)
                    .as("what grows with the lag")
                    .allSatisfy(some -> assertThat(some.growth()).isEmpty());
        }
    }

    private void watchUntil(Stage stage, Producing producing, AnswerTimes answers, BooleanSupplier end)
            throws Exception {
        Progress progress = progress(stage);
        for (long deadline = System.nanoTime() + PATIENCE.toNanos(); !end.getAsBoolean(); ) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            lag = Math.max(lag, producing.acknowledged() - progress.total());
            megabytes = Math.max(megabytes, stage.megabytes());
            answers.ask();
            Injector.elapse(Duration.ofMillis(500));
        }
    }

    private void sample(Stage stage, long begin) {
        for (int instance = 0; instance < Stage.INSTANCES; instance++) {
            samples.get(instance).add((System.nanoTime() - begin) / 1_000_000_000, stage.figures(instance));
        }
    }

    private void write(Scenario scenario) throws IOException {
        for (int instance = 0; instance < Stage.INSTANCES; instance++) {
            samples.get(instance).write(run.output(scenario + "-instance-" + instance + "-", ".csv"));
        }
    }

    private static Progress progress(Stage stage) {
        return new Progress(stage.admin, Stage.APPLICATION, Stage.topic("raw"), Stage.PARTITIONS);
    }
}
