package io.meridian.app.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code dev} as a process of its own, with a real broker, registry and Connect worker and a fake of the program itself. */
class DevIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Path directory;
    private final Children children = new Children();

    DevIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void shouldStartEverythingAndStopItInOrder() {
        ChildProcess dev = start("--rate", "7");
        awaitOutput(dev, "Meridian runs; Ctrl-C stops all of it.");
        List<ProcessHandle> processes =
                ProcessHandle.of(dev.pid()).orElseThrow().descendants().toList();
        assertThat(processes).hasSize(5);
        assertThat(output(dev)).contains("load             7 readings per second");

        assertThat(dev.stop(Duration.ofSeconds(30))).isTrue();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(output(dev))
                .containsSubsequence(
                        "load stopped", "app stopped", "connect stopped", "registry stopped", "broker stopped");
        assertThat(output(dev)).doesNotContain("exit code");
    }

    @Test
    void shouldShowTheLastLinesOfAChildThatEndsAndStopTheRest() {
        ChildProcess dev = start("--rate", "13");

        assertThat(dev.awaitExit(LONG)).isTrue();

        assertThat(output(dev))
                .containsSubsequence(
                        "load ended with exit code 3.", "an unlucky rate", "app stopped", "broker stopped");
        assertThat(dev.exitCode()).hasValue(1);
    }

    @Test
    void shouldShowAReloadWhenAFileChanges() throws Exception {
        Path regions = directory.resolve("regions.yaml");
        Files.writeString(regions, "regions: {us: [d-0000]}\n");
        ChildProcess dev = start("--no-load");
        awaitOutput(dev, "settings reloaded: regions.yaml CREATED; generation ");
        // The cache that the app is hears of it too.
        awaitOutput(dev, "Meridian runs; Ctrl-C stops all of it.");
        await().atMost(LONG)
                .until(() -> Files.readString(directory.resolve("data/logs/app.log"))
                        .contains("POST {\"source\":\"local_config\",\"generation\":"));

        Files.writeString(regions, "regions: {us: [d-0001]}\n");

        awaitOutput(dev, "settings reloaded: regions.yaml MODIFIED; generation ");
    }

    @Test
    void shouldLeaveNothingBehindWhenKilled() {
        ChildProcess dev = start("--no-load");
        awaitOutput(dev, "none: send readings to telemetry.raw");
        List<ProcessHandle> processes =
                ProcessHandle.of(dev.pid()).orElseThrow().descendants().toList();
        assertThat(processes).hasSize(4);

        dev.kill();

        await().atMost(LONG).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private ChildProcess start(String... flags) {
        List<Integer> ports = FreePorts.find(4);
        List<String> arguments = new ArrayList<>(List.of("dev", "--configs", directory.toString()));
        arguments.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        arguments.addAll(List.of("--port", "" + ports.get(0), "--kafka-port", "" + ports.get(1)));
        arguments.addAll(List.of("--registry-port", "" + ports.get(2), "--connect-port", "" + ports.get(3)));
        arguments.addAll(List.of(flags));
        return children.start(Command.java(
                "dev",
                directory.resolve("dev.log"),
                List.of(
                        "-Xmx128m",
                        "-D" + LocalHome.PROPERTY + "=" + System.getProperty(LocalHome.PROPERTY),
                        "-D" + DevConnectors.PLUGIN_PATH + "=" + System.getProperty(DevConnectors.PLUGIN_PATH)),
                System.getProperty("java.class.path"),
                FakeProgram.class.getName(),
                arguments));
    }

    private static void awaitOutput(ChildProcess process, String text) {
        await().atMost(LONG).until(() -> !process.isAlive() || output(process).contains(text));
        assertThat(output(process)).contains(text);
    }

    private static String output(ChildProcess process) {
        return String.join("\n", process.lastLines(200));
    }
}
