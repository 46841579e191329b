package io.meridian.connect.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.local.LocalConnect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the worker (SIGKILL) wherever it hurts. */
class KillIT {
    private static final String SOURCE = "killed";

    private final Path configs;
    private final Cluster cluster;

    KillIT(@TempDir Path directory) throws Exception {
        this.configs = Files.createDirectory(directory.resolve("configs"));
        this.cluster = Cluster.start(directory);
    }

    @BeforeEach
    void writeFiles() throws Exception {
        write("a.yaml", "a: 0\n");
        write("b.yaml", "b: 0\n");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldTellEachChangeOnceThoughAnExactlyOnceWorkerIsKilled() throws Exception {
        LocalConnect worker = cluster.distributed("first");
        cluster.connect(worker, SOURCE, Cluster.source(SOURCE, configs));
        cluster.awaitEvents(SOURCE, 1);

        // Between two changes, then with one made while nobody looks.
        worker.process().kill();
        Files.delete(configs.resolve("b.yaml"));
        worker = cluster.distributed("first");
        assertThat(cluster.awaitEvents(SOURCE, 2).get(1).changes()).containsExactly("b.yaml DELETED");

        // In the middle of a batch, with records and transactions under way, on to a worker that was never here.
        for (int i = 1; i <= 30; i++) {
            write("a.yaml", "a: " + i + "\n");
            write("c.yaml", "c: " + i + "\n");
            Thread.sleep(130);
            if (i == 15) {
                worker.process().kill();
            }
        }
        LocalConnect other = cluster.distributed("other");
        cluster.awaitRunning(other, SOURCE);

        awaitLast();
        assertEachFollowsTheOneBefore(cluster.events(SOURCE));
    }

    @Test
    void shouldLoseNothingThoughAStandaloneWorkerIsKilled() throws Exception {
        LocalConnect worker = cluster.standalone("alone");
        cluster.connect(worker, SOURCE, Cluster.source(SOURCE, configs));
        cluster.awaitEvents(SOURCE, 1);

        for (int i = 1; i <= 15; i++) {
            write("a.yaml", "a: " + i + "\n");
            Thread.sleep(130);
        }
        worker.process().kill();
        write("b.yaml", "b: 1\n");
        // A worker that is alone keeps no connectors, only offsets.
        worker = cluster.standalone("alone");
        cluster.connect(worker, SOURCE, Cluster.source(SOURCE, configs));

        awaitLast();
        List<Event> events = cluster.events(SOURCE);
        assertThat(events).extracting(Event::generation).isSorted().doesNotHaveDuplicates();
    }

    private void awaitLast() throws IOException {
        SortedMap<String, String> expected = new TreeMap<>();
        try (var files = Files.list(configs)) {
            for (Path file : files.toList()) {
                expected.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        await().atMost(Cluster.LONG).untilAsserted(() -> {
            List<Event> events = cluster.events(SOURCE);
            assertThat(events.get(events.size() - 1).contents()).isEqualTo(expected);
        });
    }

    /** None is missing, since each tells just what changed since the one before; and none comes twice. */
    private static void assertEachFollowsTheOneBefore(List<Event> events) {
        assertThat(events).extracting(Event::generation).isSorted().doesNotHaveDuplicates();
        SortedMap<String, String> before = new TreeMap<>();
        for (Event event : events) {
            assertThat(event.changes()).isNotEmpty().isEqualTo(event.changesSince(before));
            before = event.contents();
        }
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(configs.resolve(name), content);
    }
}
