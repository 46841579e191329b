package io.meridian.chaos;

import static org.awaitility.Awaitility.await;

import io.meridian.app.exactness.Load;
import io.meridian.app.exactness.Oracle;
import io.meridian.app.exactness.PlannedRecord;
import io.meridian.app.exactness.Producing;
import io.meridian.chaos.Schedule.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a seed on a load of the same seed, as long as asked; then everything is counted or dead-lettered once. */
@EnabledIfSystemProperty(named = "chaos.scenario", matches = "faults")
class FaultsIT {
    private static final int TICKS_A_SECOND = 20;
    private static final int RECORDS_A_TICK = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final Run run = new Run("faults", "minutes");
    private final Schedule schedule = new Schedule(run.seed, Run.property("faults"));
    private final Report report = new Report();

    @Test
    void shouldCountEachReadingOnceWhateverFails() throws Exception {
        List<PlannedRecord> load = Load.of(
                run.seed,
                Stage.topic("raw"),
                Stage.PARTITIONS,
                (run.minutes * 60 + 600) * TICKS_A_SECOND * RECORDS_A_TICK);
        try (Stage stage = new Stage(directory, run, Regions.FEW, Map.of(), schedule.mayHave(Fault.FULL_DISK));
                Producing producing = new Producing(stage.brokers.bootstrapServers(), load, RECORDS_A_TICK);
                Arrivals arrivals = new Arrivals(stage.brokers.bootstrapServers(), Stage.topic("aggregates"))) {
            try {
                Progress progress = new Progress(stage.admin, Stage.APPLICATION, Stage.topic("raw"), Stage.PARTITIONS);
                progress.awaitAllBeyond(Map.of(), "the start");
                play(stage, producing, arrivals, progress);
                List<PlannedRecord> sent = producing.end(PATIENCE);
                Oracle oracle = Verdict.await(stage, sent, PATIENCE);
                System.out.println("exact: " + run + ": " + report.kills() + " kills, " + oracle + "; " + stage.rest
                        + "; " + stage.refreshes);
            } catch (AssertionError | Exception e) {
                throw new AssertionError(run + "\n" + e.getMessage() + "\n" + stage.instances.lastLines(), e);
            } finally {
                System.out.println(report.table());
                report.write(run.output("faults", ".md"), "`" + run + "`");
            }
        }
    }

    private void play(Stage stage, Producing producing, Arrivals arrivals, Progress progress) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(run.minutes).toNanos();
        Iterator<Step> steps = schedule.steps().iterator();
        while (System.nanoTime() < end) {
            Step step = steps.next();
            Injector.elapse(step.after());
            long uncommitted = producing.acknowledged() - progress.total();
            Map<Integer, Long> before = progress.committed();
            long fault = System.nanoTime();
            new Injector(stage, () -> progress.awaitAllBeyond(before, step.toString())).inject(step);
            progress.awaitAllBeyond(before, step.toString());
            await("an aggregate after " + step)
                    .atMost(PATIENCE)
                    .until(() -> arrivals.millisFrom(fault).isPresent());
            stage.awaitReady();
            stage.refreshes.save();
            stage.awaitRefreshed();
            long recovered = System.nanoTime();
            await("an aggregate in every partition after " + step)
                    .atMost(PATIENCE)
                    .until(() -> arrivals.allSince(recovered));
            report.add(new Report.Cost(
                    step,
                    arrivals.millisFrom(fault).orElseThrow(),
                    arrivals.silenceSince(fault),
                    arrivals.standstillSince(fault),
                    uncommitted,
                    stage.megabytes()));
        }
    }
}
