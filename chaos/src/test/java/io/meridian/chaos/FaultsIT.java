package io.meridian.chaos;

import static org.awaitility.Awaitility.await;

import io.meridian.app.exactness.Load;
import io.meridian.app.exactness.PlannedRecord;
import io.meridian.app.exactness.Producing;
import io.meridian.chaos.Schedule.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a seed on a load of the same seed, as long as asked; then everything is counted or dead-lettered once. */
class FaultsIT {
    private static final int TICKS_A_SECOND = 20;
    private static final int RECORDS_A_TICK = 30;
    private static final String SETTINGS = System.getProperty("chaos.settings", "");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final long seed = Seed.ofThisRun();
    private final String faults = System.getProperty("chaos.faults", "all");
    private final int minutes = Integer.getInteger("chaos.minutes", 2);
    private final Report report = new Report();

    @Test
    @EnabledIfSystemProperty(named = "chaos.scenario", matches = "faults")
    void shouldCountEachReadingOnceWhateverFails() throws Exception {
        String run = "-Dchaos.seed=" + seed + " -Dchaos.faults=" + faults + " -Dchaos.minutes=" + minutes;
        if (!SETTINGS.isEmpty()) {
            run += " -Dchaos.settings=" + SETTINGS;
        }
        System.out.println("chaos: ./mvnw verify -Pchaos " + run);
        List<PlannedRecord> load = Load.of(
                seed, Stage.topic("raw"), Stage.PARTITIONS, (minutes * 60 + 600) * TICKS_A_SECOND * RECORDS_A_TICK);
        try (Stage stage = new Stage(directory, settings());
                Producing producing = new Producing(stage.brokers.bootstrapServers(), load, RECORDS_A_TICK);
                Arrivals arrivals = new Arrivals(stage.brokers.bootstrapServers(), Stage.topic("aggregates"))) {
            try {
                Progress progress = new Progress(stage.admin, Stage.APPLICATION, Stage.topic("raw"), Stage.PARTITIONS);
                progress.awaitAllBeyond(Map.of(), System.nanoTime(), "the start");
                play(stage, producing, arrivals, progress);
                List<PlannedRecord> sent = producing.end(PATIENCE);
                Verdict.await(stage, sent, PATIENCE);
                System.out.println("exact: " + run + ": " + report.kills() + " kills, " + Verdict.summary(sent) + "; "
                        + stage.rest + "; " + stage.refreshes);
            } catch (AssertionError | Exception e) {
                throw new AssertionError(run + "\n" + e.getMessage() + "\n" + stage.instances.lastLines(), e);
            } finally {
                System.out.println(report.table());
                report.write(
                        Path.of(System.getProperty("chaos.output", "target/chaos"), "faults" + seed + ".md"),
                        "`" + run + "`");
            }
        }
    }

    private void play(Stage stage, Producing producing, Arrivals arrivals, Progress progress) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        Iterator<Step> steps = new Schedule(seed, faults).steps().iterator();
        while (System.nanoTime() < end) {
            Step step = steps.next();
            Injector.elapse(step.after());
            long uncommitted = producing.acknowledged() - progress.total();
            Map<Integer, Long> before = progress.committed();
            long fault = System.nanoTime();
            new Injector(stage, () -> progress.awaitAllBeyond(before, fault, step.toString())).inject(step);
            long all = progress.awaitAllBeyond(before, fault, step.toString());
            await("an aggregate after " + step)
                    .atMost(PATIENCE)
                    .until(() -> arrivals.millisFrom(fault).isPresent());
            stage.awaitReady();
            stage.refreshes.save();
            stage.awaitRefreshed();
            report.add(new Report.Cost(
                    step, arrivals.millisFrom(fault).orElseThrow(), all, uncommitted, stage.megabytes()));
        }
    }

    /** What the instances are told beyond the stage's own settings, {@code name=value} separated by commas. */
    private static Map<String, String> settings() {
        return SETTINGS.isEmpty()
                ? Map.of()
                : Arrays.stream(SETTINGS.split(","))
                        .map(setting -> setting.split("=", 2))
                        .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    }
}
