package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad deploy, and a stream that is not poured into the dead-letter topic because of it. */
class BreakerIT {
    private static final String APPLICATION = "breaker";
    private static final int SOME = 200;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

    private LoopTrial trial;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        trial = new LoopTrial(directory, APPLICATION, 2).with("reject.max.ratio", "0.5");
        trial.settings("2025-01-01T00:00:00Z", "regions: {us: [d-0000..d-9999]}\n");
        trial.start();
    }

    @AfterEach
    void stop() {
        trial.close();
    }

    @Test
    void shouldPauseIngestUntilItIsResumedOrTheSettingsChange() throws Exception {
        trial.awaiting("ready").until(() -> trial.get("/ready").statusCode() == 200);
        send(0, SOME);
        awaitRejected(SOME);
        awaitPaused();

        send(0, SOME);
        send(1, SOME);
        assertNothingMoreRejected(SOME);
        assertThat(trial.get("/live").statusCode()).isEqualTo(200);

        assertThat(trial.ask("resume")).contains("ingest goes on");
        awaitRejected(3 * SOME);
        awaitPaused();

        send(1, SOME);
        assertNothingMoreRejected(3 * SOME);
        trial.settings("2025-01-01T00:00:01Z", "regions: {us: [d-0000..d-4999], eu: [d-5000..d-9999]}\n");
        awaitRejected(4 * SOME);
    }

    private void send(int partition, int count) throws Exception {
        trial.send(Collections.nCopies(
                count, new ProducerRecord<>(APPLICATION + ".raw", partition, null, "{broken".getBytes(UTF_8))));
    }

    private void awaitPaused() {
        trial.awaiting("not ready, with the reason").untilAsserted(() -> {
            var ready = trial.get("/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("ingest is paused since", "reject.max.ratio=0.5", "resume");
            assertThat(metric("meridian_ingest_paused")).isEqualTo(List.of("1.0"));
        });
    }

    private List<String> metric(String name) throws Exception {
        return trial.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    private void awaitRejected(int count) {
        trial.awaiting(count + " rejected")
                .untilAsserted(() -> assertThat(trial.deadLetters()).hasSize(count));
    }

    private void assertNothingMoreRejected(int count) {
        trial.awaiting("nothing more for a while")
                .during(LONG_ENOUGH)
                .until(() -> trial.deadLetters().size() == count);
    }
}
