package io.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Path directory;

    private final Children children = new Children();

    LeashTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void shouldEndWithAParentThatIsKilled() {
        ChildProcess parent = startParent();
        ProcessHandle child = awaitChild();

        parent.kill();

        await().atMost(LONG).until(() -> !child.isAlive());
        assertThat(LogTail.lastLines(childLog(), 1))
                .containsExactly("leash: the parent process is gone, so this one ends");
    }

    @Test
    void shouldEndBeforeAParentThatIsAskedToEnd() {
        ChildProcess parent = startParent();
        ProcessHandle child = awaitChild();

        assertThat(parent.stop(LONG)).isTrue();

        assertThat(child.isAlive()).isFalse();
        assertThat(LogTail.lastLines(childLog(), 1)).containsExactly("sleeping " + child.pid());
    }

    @Test
    void shouldStopChildrenNewestFirst() {
        ChildProcess first = children.start(Programs.command(Programs.Sleeper.class, directory.resolve("1.log")));
        Path log = directory.resolve("2.log");
        ChildProcess second = children.start(Programs.command(Programs.LastLook.class, log, "" + first.pid()));
        await().atMost(LONG).until(() -> LogTail.lastLines(log, 1).equals(List.of("sleeping")));
        assertThat(children.running()).containsExactly(first, second);

        children.close();

        assertThat(second.lastLines(1)).containsExactly("the other is alive: true");
        assertThat(first.isAlive()).isFalse();
        assertThat(children.running()).isEmpty();
    }

    private ChildProcess startParent() {
        return children.start(Programs.command(
                Programs.Parent.class,
                directory.resolve("parent.log"),
                childLog().toString()));
    }

    private ProcessHandle awaitChild() {
        await().atMost(LONG)
                .until(() -> Files.exists(childLog())
                        && LogTail.lastLines(childLog(), 1).stream().anyMatch(line -> line.startsWith("sleeping ")));
        String line = LogTail.lastLines(childLog(), 1).get(0);
        return ProcessHandle.of(Long.parseLong(line.substring("sleeping ".length())))
                .orElseThrow();
    }

    private Path childLog() {
        return directory.resolve("child.log");
    }
}
