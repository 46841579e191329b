package io.meridian.connect.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a change in the directory, through a real Connect worker on to the topic. */
class DetectionIT {
    private static @Nullable Shared shared;

    private final WatchedSource watched;

    DetectionIT(@TempDir Path directory) {
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
    void shouldSeeASameSizeEditWhoseTimeWasPutBack() throws Exception {
        FileTime time = Files.getLastModifiedTime(watched.file("a.yaml"));
        watched.write("a.yaml", "a: 2\n");
        Files.setLastModifiedTime(watched.file("a.yaml"), time);

        assertThat(watched.next().changes()).containsExactly("a.yaml MODIFIED");
    }

    @Test
    void shouldSeeFilesThatEditorsRenameIntoPlace() throws Exception {
        Files.move(watched.file("a.yaml"), watched.file("a.yaml~"));
        watched.write("4913", "");
        watched.write("a.yaml", "a: vim\n");
        Files.delete(watched.file("a.yaml~"));
        assertThat(watched.next().changes()).containsExactly("a.yaml MODIFIED");

        watched.write("sedXYZ", "a: sed\n");
        Files.move(watched.file("sedXYZ"), watched.file("a.yaml"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(watched.event(3).changes()).containsExactly("a.yaml MODIFIED");
        assertThat(watched.last().contents()).containsEntry("a.yaml", "a: sed\n");
    }

    @Test
    void shouldNeverShowHalfAFileThatIsWrittenSlowly() throws Exception {
        watched.write("a.yaml", "");
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            String line = "line" + i + ": " + "x".repeat(500) + "\n";
            Files.writeString(watched.file("a.yaml"), line, StandardOpenOption.APPEND);
            whole.append(line);
            Thread.sleep(50);
        }

        assertThat(watched.next().contents()).containsEntry("a.yaml", whole.toString());
        watched.assertNothingMore(2);
    }

    @Test
    void shouldShowFilesThatChangeTogetherInOneEvent() throws Exception {
        watched.write("a.yaml", "a: 2\n");
        watched.write("b.yaml", "b: 2\n");
        watched.write("c.yml", "c: 2\n");

        assertThat(watched.next().changes()).containsExactly("a.yaml MODIFIED", "b.yaml MODIFIED", "c.yml CREATED");
        watched.assertNothingMore(2);
    }

    @Test
    void shouldSayNothingOfATouchNorOfWhatIsNoneOfItsFiles() throws Exception {
        Files.setLastModifiedTime(watched.file("a.yaml"), FileTime.fromMillis(0));
        watched.write("a.yaml", "a: 1\n");
        watched.write(".hidden.yaml", "x: 1\n");
        watched.write("notes.txt", "x\n");
        watched.write("large.yaml", "x".repeat(300_000));
        Files.createSymbolicLink(watched.file("outside.yaml"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(watched.file("nowhere.yaml"), Path.of("none"));
        assertThat(new ProcessBuilder("mkfifo", watched.file("pipe.yaml").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createDirectory(watched.file("folder.yaml"));

        watched.assertNothingMore(1);
        watched.write("b.yaml", "b: 2\n");
        assertThat(watched.next().contents()).containsOnlyKeys("a.yaml", "b.yaml");
    }

    @Test
    void shouldShowBothWaysOfAToBToA() throws Exception {
        watched.write("a.yaml", "a: 2\n");
        assertThat(watched.next().contents()).containsEntry("a.yaml", "a: 2\n");
        watched.write("a.yaml", "a: 1\n");
        assertThat(watched.event(3).contents()).containsEntry("a.yaml", "a: 1\n");
        List<Event> events = watched.events();
        assertThat(events).extracting(Event::generation).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldPassOnWhatIsNoYaml() throws Exception {
        watched.write("a.yaml", "\uFEFFa: [1, 2\n\ta: \"\u00e9\u4e16\ud83d\ude00\n");
        watched.write("b.yaml", "");

        assertThat(watched.next().contents())
                .containsEntry("a.yaml", "\uFEFFa: [1, 2\n\ta: \"\u00e9\u4e16\ud83d\ude00\n")
                .containsEntry("b.yaml", "");
    }

    @Test
    void shouldHoldAMassDeletionBackUntilTheFilesReturn() throws Exception {
        Files.delete(watched.file("a.yaml"));
        Files.delete(watched.file("b.yaml"));
        watched.awaitLog("of 2 files known, only 0 are left");
        watched.assertNothingMore(1);

        watched.write("a.yaml", "a: 1\n");
        assertThat(watched.next().changes()).containsExactly("b.yaml DELETED");
    }

    @Test
    void shouldTakeARootThatVanishesAndComesBackForNoDeletion() throws Exception {
        Path away = watched.configs().resolveSibling("away");
        Files.move(watched.configs(), away);
        watched.awaitLog("cannot list " + watched.configs());
        watched.assertNothingMore(1);

        Files.move(away, watched.configs());
        watched.write("b.yaml", "b: 2\n");
        assertThat(watched.next().changes()).containsExactly("b.yaml MODIFIED");
        watched.write("a.yaml", "a: 2\n");
        assertThat(watched.event(3).changes()).containsExactly("a.yaml MODIFIED");
    }

    @Test
    void shouldFollowARootThatIsALink() throws Exception {
        Path real = watched.configs().resolveSibling("real");
        Files.move(watched.configs(), real);
        Path other = Files.createDirectory(watched.configs().resolveSibling("other"));
        Files.writeString(other.resolve("a.yaml"), "a: other\n");
        Files.writeString(other.resolve("b.yaml"), "b: 1\n");
        Files.createSymbolicLink(watched.configs(), real);
        Path link = Files.createSymbolicLink(watched.configs().resolveSibling("link"), other);
        Files.move(link, watched.configs(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        assertThat(watched.next().changes()).containsExactly("a.yaml MODIFIED");
        Files.writeString(other.resolve("b.yaml"), "b: other\n");
        assertThat(watched.event(3).changes()).containsExactly("b.yaml MODIFIED");
    }

    @Test
    void shouldSeeAKubernetesVolumeSwapped() throws Exception {
        watched.volume("..v1", Map.of("a.yaml", "a: 1\n", "b.yaml", "b: 1\n"));
        for (String name : List.of("a.yaml", "b.yaml")) {
            Path link = Files.createSymbolicLink(watched.file("link"), Path.of("..data", name));
            Files.move(link, watched.file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        watched.assertNothingMore(1);
        watched.volume("..v2", Map.of("a.yaml", "a: 2\n", "b.yaml", "b: 2\n"));

        assertThat(watched.next().changes()).containsExactly("a.yaml MODIFIED", "b.yaml MODIFIED");
        watched.assertNothingMore(2);
    }

    @Test
    void shouldLoseNothingWhenEventsOfTheWatchOverflow() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            watched.write("burst" + i + ".txt", "x");
        }
        watched.write("a.yaml", "a: 2\n");
        for (int i = 0; i < 2_000; i++) {
            Files.delete(watched.file("burst" + i + ".txt"));
        }

        await().atMost(Cluster.LONG)
                .untilAsserted(() -> assertThat(watched.last().contents()).containsEntry("a.yaml", "a: 2\n"));
    }
}
