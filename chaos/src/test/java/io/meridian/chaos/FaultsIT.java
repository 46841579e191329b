package io.meridian.chaos;

import static org.awaitility.Awaitility.await;

import io.meridian.app.exactness.Load;
import io.meridian.app.exactness.PlannedRecord;
import io.meridian.app.exactness.Producing;
import io.meridian.chaos.Schedule.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a seed on a load of the same seed, as long as asked; then everything is counted or dead-lettered once. */
class FaultsIT {
    private static final int TICKS_A_SECOND = 20;
    private static final int RECORDS_A_TICK = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final long seed = seed();
    private final String faults = System.getProperty("chaos.faults", "all");
    private final int minutes = Integer.getInteger("chaos.minutes", 2);
    private final Report report = new Report();

    @Test
    @EnabledIfSystemProperty(named = "chaos.scenario", matches = "faults")
    void shouldCountEachReadingOnceWhateverFails() throws Exception {
        String run = "-Dchaos.seed=" + seed + " -Dchaos.faults=" + faults + " -Dchaos.minutes=" + minutes;
        System.out.println("chaos: ./mvnw verify -Pchaos " + run);
        List<PlannedRecord> load = Load.of(
                seed, Stage.topic("raw"), Stage.PARTITIONS, (minutes * 60 + 600) * TICKS_A_SECOND * RECORDS_A_TICK);
        try (Stage stage = new Stage(directory, Map.of());
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
                report.write(Path.of(System.getProperty("chaos.output"), "faults" + seed + ".md"), "`" + run + "`");
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
                    step, arrivals.millisFrom(fault).orElseThrow(), all, uncommitted, megabytes(stage)));
        }
    }

    private static long megabytes(Stage stage) {
        return IntStream.range(0, Stage.INSTANCES)
                .mapToLong(
                        instance -> megabytes(stage.instances.process(instance).pid()))
                .max()
                .orElseThrow();
    }

    /** Resident memory, where the system tells. */
    private static long megabytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", "" + pid, "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long seed() {
        long given = Long.getLong("chaos.seed", 0);
        return given == 0 ? new SplittableRandom().nextLong(1, 1_000_000_000) : given;
    }
}
