package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.app.exactness.Load;
import io.meridian.app.exactness.Oracle;
import io.meridian.app.exactness.PlannedRecord;
import io.meridian.app.exactness.Producing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand pages that are open somewhere and show nothing new, beside an ordinary load. */
@EnabledIfSystemProperty(named = "chaos.scenario", matches = "readers")
class ReadersIT {
    private static final int READERS = 10_000;
    private static final String OF_NOTHING = "/v1/stream?region=nowhere&metric=none";
    private static final int RECORDS_A_TICK = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Those of connections that end do not go at once, and Kafka's clients open some. */
    private static final long FILES_LEFT = 100;

    @TempDir
    Path directory;

    private final Run run = new Run("scenario", "minutes");

    @Test
    void shouldHoldTenThousandIdleReadersAndCountEachReadingOnce() throws Exception {
        Map<String, String> settings = Map.of("rest.max.readers", "" + READERS);
        List<PlannedRecord> load =
                Load.of(run.seed, Stage.topic("raw"), Stage.PARTITIONS, (run.minutes * 60 + 600) * 20 * RECORDS_A_TICK);
        try (Stage stage = new Stage(directory, run, Regions.FEW, settings, false);
                Producing producing = new Producing(stage.brokers.bootstrapServers(), load, RECORDS_A_TICK)) {
            ProcessFigures before = stage.figures(0);
            AnswerTimes answers = new AnswerTimes(stage.rest, stage.instances.url(0));
            try (IdleReaders readers = new IdleReaders(stage.instances.url(0), OF_NOTHING, READERS)) {
                await("all readers let in").atMost(PATIENCE).until(() -> readers.heard() + readers.lost() == READERS);
                ProcessFigures connected = stage.figures(0);
                int heartbeats = readers.heartbeats();
                answers.during(Duration.ofMinutes(run.minutes));
                ProcessFigures held = stage.figures(0);
                System.out.println(READERS + " readers of events, " + run.minutes + " min: instance before " + before
                        + ", when all were let in " + connected + ", at the end " + held + "; " + answers);
                assertThat(readers.heard()).as("readers connected").isEqualTo(READERS);
                // Ten seconds apart.
                assertThat(readers.heartbeats() - heartbeats)
                        .as("heartbeats")
                        .isGreaterThanOrEqualTo(READERS * (run.minutes * 6 - 2));
                assertThat(held.megabytes()).as("resident megabytes").isLessThan(LoadsIT.MOST_MEGABYTES);
                assertThat(answers.slowest()).as("milliseconds to an answer").isLessThan(LoadsIT.SLOWEST_ANSWER_MILLIS);
            }
            await("the readers' files closed")
                    .atMost(PATIENCE)
                    .until(() -> stage.figures(0).files() < before.files() + FILES_LEFT);
            Oracle oracle = Verdict.await(stage, producing.end(PATIENCE), PATIENCE);
            System.out.println("exact: " + run + ": " + oracle + "; " + stage.rest);
        }
    }
}
