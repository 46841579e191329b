package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.exactness.Load;
import io.meridian.app.exactness.Oracle;
import io.meridian.app.exactness.PlannedRecord;
import io.meridian.app.exactness.Producing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** An ordinary load for long: an instance uses no more at the end than soon after its start. */
@EnabledIfSystemProperty(named = "chaos.scenario", matches = "soak")
class SoakIT {
    private static final int RECORDS_A_TICK = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int EVERY_SECONDS = 5;

    /** Settings change now and then, as they do. */
    private static final int SAMPLES_A_SAVE = 24;

    @TempDir
    Path directory;

    private final Run run = new Run("scenario", "minutes");
    private final List<Samples> samples = List.of(new Samples(), new Samples());

    @Test
    void shouldUseNoMoreInTheLongRun() throws Exception {
        List<PlannedRecord> load =
                Load.of(run.seed, Stage.topic("raw"), Stage.PARTITIONS, (run.minutes * 60 + 300) * 20 * RECORDS_A_TICK);
        try (Stage stage = new Stage(directory, run, Regions.FEW, Map.of(), false);
                Producing producing = new Producing(stage.brokers.bootstrapServers(), load, RECORDS_A_TICK)) {
            sample(stage);
            Oracle oracle = Verdict.await(stage, producing.end(PATIENCE), PATIENCE);
            System.out.println(
                    "exact: " + run + ": " + oracle + "; " + stage.rest + "; " + stage.refreshes + "; " + samples);
            for (int instance = 0; instance < Stage.INSTANCES; instance++) {
                assertThat(samples.get(instance).growth())
                        .as("what instance %s uses more and more of", instance)
                        .isEmpty();
            }
        }
    }

    /**
     * Has each JVM drop what it no longer needs, which it does by itself not before its heap is full: with so little that lives
     * long that takes hours, in which its memory would grow though nothing is kept.
     */
    private static void collect(Stage stage) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        for (int instance = 0; instance < Stage.INSTANCES; instance++) {
            Program.run(jcmd, "" + stage.instances.process(instance).pid(), "GC.run");
        }
    }

    private void sample(Stage stage) throws Exception {
        try {
            for (int second = 0; second < run.minutes * 60; second += EVERY_SECONDS) {
                Injector.elapse(Duration.ofSeconds(EVERY_SECONDS));
                for (int instance = 0; instance < Stage.INSTANCES; instance++) {
                    samples.get(instance).add(second, stage.figures(instance));
                }
                if (second % (SAMPLES_A_SAVE * EVERY_SECONDS) == 0) {
                    collect(stage);
                    stage.refreshes.save();
                    stage.awaitRefreshed();
                }
            }
        } finally {
            for (int instance = 0; instance < Stage.INSTANCES; instance++) {
                samples.get(instance).write(run.output("soak-instance-" + instance + "-", ".csv"));
            }
            Files.writeString(run.output("soak-", ".svg"), new Plot(samples).svg());
        }
    }
}
