package io.meridian.app.exactness;

import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accepted and dead-lettered are together what was sent, whatever dies when. */
class ExactnessIT {
    private static final int READINGS = 200_000;

    @TempDir
    static Path directory;

    private static LocalCluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = LocalCluster.start(LocalHome.ofThisJvm(), directory.resolve("cluster"));
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldStayExactWhenKilledAtRandomMoments() throws Exception {
        try (Trial trial = trial("killed", READINGS)) {
            trial.fleet().start("one");
            for (int kill = 0; kill < 4; kill++) {
                trial.awaitProgress();
                trial.pause(Duration.ofMillis(trial.random().nextInt(900)));
                trial.fleet().kill("one");
                trial.fleet().start("one");
            }
            trial.awaitAndCheckEverything();
        }
    }

    @Test
    void shouldStayExactThroughACleanRestart() throws Exception {
        try (Trial trial = trial("restarted", READINGS)) {
            trial.fleet().start("one");
            trial.awaitProgress();
            trial.fleet().stop("one");
            trial.fleet().start("one");
            trial.awaitAndCheckEverything();
        }
    }

    @Test
    void shouldStayExactWhenASecondInstanceJoinsAndLeaves() throws Exception {
        try (Trial trial = trial("joined", READINGS)) {
            trial.fleet().start("one");
            trial.awaitProgress();
            trial.fleet().start("two");
            trial.awaitMembers(2);
            trial.awaitProgress();
            trial.fleet().stop("two");
            trial.awaitAndCheckEverything();
        }
    }

    @Test
    void shouldNotWaitForWhatADeadInstanceHadBegun() throws Exception {
        try (Trial trial = trial("orphaned", READINGS)) {
            // Longer than the test's patience: only another instance can end it in time.
            trial.fleet()
                    .with("kafka.producer.transaction.timeout.ms", "900000")
                    .with("kafka.session.timeout.ms", "6000");
            trial.fleet().start("one");
            trial.awaitProgress();
            trial.killInATransaction("one");
            trial.fleet().start("two");
            trial.awaitAndCheckEverything();
        }
    }

    private static Trial trial(String name, int readings) throws Exception {
        long seed = Long.getLong("meridian.seed", new SplittableRandom().nextLong());
        return new Trial(cluster, directory.resolve(name), name, seed, readings);
    }
}
