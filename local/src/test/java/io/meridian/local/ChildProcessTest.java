package io.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Path directory;

    private final Children children = new Children();

    ChildProcessTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void shouldPassArgumentsAndEnvironment() {
        ChildProcess child = children.start(Programs.command(Programs.Greeting.class, log(), "a b", "$c")
                .withEnvironment(Map.of("GREETING", "hello")));

        assertThat(child.awaitExit(LONG)).isTrue();
        assertThat(child.exitCode()).hasValue(0);
        assertThat(child.lastLines(5)).containsExactly("hello [a b, $c]");
    }

    @Test
    void shouldTellExitCodeAndLastLines() throws Exception {
        ChildProcess child = children.start(Programs.command(Programs.Failing.class, log()));
        CompletableFuture<ChildProcess> ended = new CompletableFuture<>();
        child.onExit(ended::complete);

        assertThat(ended.get(30, TimeUnit.SECONDS)).isSameAs(child);
        assertThat(child.exitCode()).hasValue(3);
        assertThat(child.lastLines(2)).containsExactly("line 29", "line 30");
        assertThat(ChildFailedException.ended(child))
                .hasMessageContaining("Failing ended with exit code 3.")
                .hasMessageContaining("\n  line 30");
    }

    @Test
    void shouldGiveUpWaitingForAChildThatEnds() {
        ChildProcess child = children.start(Programs.command(Programs.Failing.class, log()));

        assertThatThrownBy(() -> Readiness.await(child, () -> false, LONG))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("exit code 3");
    }

    @Test
    void shouldGiveUpWaitingForAChildThatIsSilent() {
        ChildProcess child = children.start(Programs.command(Programs.Sleeper.class, log()));

        assertThatThrownBy(() -> Readiness.await(child, () -> false, Duration.ofSeconds(1)))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("Sleeper was not ready after 1 s.");
    }

    @Test
    void shouldStopAChildThatEndsWhenAsked() {
        ChildProcess child = startAndAwait(Programs.Sleeper.class);

        assertThat(child.isAlive()).isTrue();
        assertThat(child.stop(LONG)).isTrue();
        assertThat(child.exitCode()).hasValue(128 + 15);
    }

    @Test
    void shouldKillAChildThatDoesNotEndWhenAsked() {
        ChildProcess child = startAndAwait(Programs.Stubborn.class);

        assertThat(child.stop(Duration.ofMillis(200))).isFalse();
        assertThat(child.exitCode()).hasValue(128 + 9);
    }

    @Test
    void shouldNotHearTheTerminal() throws Exception {
        ChildProcess child = startAndAwait(Programs.Sleeper.class);

        for (String signal : List.of("-INT", "-HUP")) {
            assertThat(new ProcessBuilder("kill", signal, "" + child.pid())
                            .start()
                            .waitFor())
                    .isZero();
        }

        assertThat(child.awaitExit(Duration.ofMillis(500))).isFalse();
    }

    @Test
    void shouldKeepTheLogOfTheRunBefore() {
        Command greeting =
                Programs.command(Programs.Greeting.class, log()).withEnvironment(Map.of("GREETING", "first"));
        assertThat(children.start(greeting).awaitExit(LONG)).isTrue();
        ChildProcess second = children.start(greeting.withEnvironment(Map.of("GREETING", "second")));
        assertThat(second.awaitExit(LONG)).isTrue();

        assertThat(second.lastLines(9)).containsExactly("second []");
        assertThat(log().resolveSibling("child.log.1")).hasContent("first []");
    }

    @Test
    void shouldNameAProgramThatCannotBeStarted() {
        Command command = new Command("missing", List.of("/nowhere/missing"), Map.of(), log());

        assertThatThrownBy(() -> children.start(command))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot start missing");
    }

    private ChildProcess startAndAwait(Class<?> main) {
        ChildProcess child = children.start(Programs.command(main, log()));
        await().atMost(LONG).until(() -> !child.lastLines(1).isEmpty());
        return child;
    }

    private Path log() {
        return directory.resolve("logs").resolve("child.log");
    }
}
