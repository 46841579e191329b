package io.meridian.app.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.local.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DevCommandTest {
    private final Path directory;
    private final StringWriter errors = new StringWriter();

    DevCommandTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldNameEachBusyPortAndItsFlagBeforeAnythingIsStarted() throws Exception {
        List<Integer> free = FreePorts.find(4);
        for (String flag : List.of("--port", "--kafka-port", "--registry-port", "--connect-port")) {
            try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                List<String> flags = new ArrayList<>(List.of("--port", "" + free.get(0)));
                flags.addAll(List.of("--kafka-port", "" + free.get(1), "--registry-port", "" + free.get(2)));
                flags.addAll(List.of("--connect-port", "" + free.get(3)));
                flags.set(flags.indexOf(flag) + 1, "" + busy.getLocalPort());

                assertThat(run(flags)).isEqualTo(2);
                assertThat(takeErrors())
                        .isEqualTo("meridian dev: port " + busy.getLocalPort()
                                + " is in use by another program: choose another one with " + flag + "\n");
                assertThat(data().resolve("logs")).doesNotExist();
            }
        }
    }

    @Test
    void shouldNameEverythingThatIsWrongAtOnce() {
        int port = FreePorts.find();

        int code = run(List.of(
                "--port=" + port,
                "--kafka-port=" + port,
                "--registry-port=70000",
                "--connect-port=0",
                "--rate=0",
                "--configs=nowhere"));

        assertThat(code).isEqualTo(2);
        assertThat(takeErrors().lines())
                .containsExactly(
                        "meridian dev: --kafka-port and --port are both " + port + ": give each its own port",
                        "meridian dev: --registry-port 70000 is no port: expected 1 to 65535",
                        "meridian dev: --connect-port 0 is no port: expected 1 to 65535",
                        "meridian dev: --configs nowhere is no directory: expected one with regions.yaml and metrics.yaml",
                        "meridian dev: --rate 0: expected at least 1 reading per second; --no-load generates none");
    }

    @Test
    void shouldRefuseADataDirectoryInUse() {
        try (DataDirectory taken = DataDirectory.take(data()).orElseThrow()) {
            assertThat(taken.path()).isEqualTo(data());

            assertThat(run(List.of())).isEqualTo(2);
            assertThat(takeErrors())
                    .isEqualTo("meridian dev: another meridian dev runs with the data directory " + data()
                            + ": stop that one, or choose another directory with --data-dir\n");
        }
        DataDirectory.take(data()).orElseThrow().close();
    }

    @Test
    void shouldSayThatADataDirectoryCannotBeMade() throws Exception {
        Files.createFile(data());

        assertThat(run(List.of())).isEqualTo(1);
        assertThat(takeErrors()).contains("cannot use the directory " + data());
    }

    private int run(List<String> flags) {
        List<String> all = new ArrayList<>(List.of("--data-dir", data().toString(), "--configs", directory.toString()));
        if (flags.stream().anyMatch(flag -> flag.startsWith("--configs"))) {
            all = new ArrayList<>(all.subList(0, 2));
        }
        all.addAll(flags);
        return new CommandLine(new DevCommand("none.such.Main"))
                .setErr(new PrintWriter(errors))
                .execute(all.toArray(String[]::new));
    }

    private Path data() {
        return directory.resolve("data");
    }

    private String takeErrors() {
        String taken = errors.toString();
        errors.getBuffer().setLength(0);
        return taken;
    }
}
