package io.meridian.connect.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do to a connector, by REST and by its settings. */
class OperatorIT {
    private static final String FILTER = "org.apache.kafka.connect.transforms.Filter";

    private static @Nullable Shared shared;

    private final WatchedSource watched;

    OperatorIT(@TempDir Path directory) {
        watched = requireNonNull(shared).source(directory.resolve("configs"));
    }

    @BeforeAll
    static void startCluster(@TempDir Path directory) throws Exception {
        shared = Shared.start(directory);
    }

    @AfterAll
    static void stopCluster() {
        requireNonNull(shared).close();
    }

    @BeforeEach
    void connect() throws Exception {
        watched.connect();
    }

    @AfterEach
    void disconnect() throws Exception {
        watched.disconnect();
    }

    @Test
    void shouldCatchUpWithChangesMadeWhilePausedAndWhileStopped() throws Exception {
        watched.command("PUT", "/pause", 202);
        watched.awaitStatus("\"tasks\":[{\"id\":0,\"state\":\"PAUSED\"");
        watched.write("a.yaml", "a: paused\n");
        watched.assertNothingMore(1);
        watched.command("PUT", "/resume", 202);
        assertThat(watched.next().changes()).containsExactly("a.yaml MODIFIED");

        watched.stop();
        Files.delete(watched.file("a.yaml"));
        watched.write("c.yaml", "c: 1\n");
        watched.command("PUT", "/resume", 202);
        assertThat(watched.event(3).changes()).containsExactly("a.yaml DELETED", "c.yaml CREATED");
    }

    @Test
    void shouldBeginAnewWithAGreaterGenerationWhenOffsetsAreLost() throws Exception {
        watched.stop();
        watched.command("DELETE", "/offsets", 200);
        watched.command("PUT", "/resume", 202);

        assertThat(watched.next().changes()).containsExactly("a.yaml CREATED", "b.yaml CREATED");
        assertThat(watched.last().generation()).isGreaterThan(watched.event(1).generation());
    }

    @Test
    void shouldCarryOnFromOffsetsThatAnOperatorWrote() throws Exception {
        watched.stop();
        var answer = watched.send(
                "PATCH",
                "/offsets",
                "{\"offsets\":[{\"partition\":{\"source\":\"" + watched.id()
                        + "\"},\"offset\":{\"generation\":3,\"files\":\"{\\\"a.yaml\\\":\\\"00\\\"}\"}}]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        watched.command("PUT", "/resume", 202);

        assertThat(watched.next().changes()).containsExactly("a.yaml MODIFIED", "b.yaml CREATED");
        assertThat(watched.next().generation()).isGreaterThan(watched.event(1).generation());
    }

    @Test
    void shouldRefuseOffsetsThatItCouldNotRead() throws Exception {
        watched.stop();
        var answer = watched.send(
                "PATCH",
                "/offsets",
                "{\"offsets\":[{\"partition\":{\"source\":\"" + watched.id()
                        + "\"},\"offset\":{\"generation\":\"x\"}}]}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("generation is x");
    }

    @Test
    void shouldSayThatAnEventWasDropped() throws Exception {
        watched.reconfigure(Map.of("transforms", "drop", "transforms.drop.type", FILTER));
        watched.write("a.yaml", "a: 2\n");

        watched.awaitLog("was dropped, by a transform or by errors.tolerance=all");
        watched.assertNothingMore(1);
    }

    @Test
    void shouldNotSendAnEventThatIsTooLarge() throws Exception {
        watched.reconfigure(Map.of("max.event.bytes", "1000"));
        watched.write("a.yaml", "a: " + "x".repeat(1_000) + "\n");
        watched.awaitLog("and max.event.bytes is 1000: it is not sent");
        watched.assertNothingMore(1);

        watched.write("a.yaml", "a: 2\n");
        assertThat(watched.next().changes()).containsExactly("a.yaml MODIFIED");
    }
}
