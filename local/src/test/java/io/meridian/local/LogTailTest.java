package io.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path directory;

    @Test
    void shouldShowTheErrorThatTheEndPushedUpAndItsReasons() throws IOException {
        Path log = log(
                "10:00 INFO  starting",
                "10:01 ERROR Server: fatal",
                "StartException: no acceptor",
                "\tat Server.start",
                "Caused by: BindException: in use",
                "\tat Socket.bind",
                "10:02 INFO  stopping",
                "10:02 INFO  bye",
                "10:02 INFO  gone");

        assertThat(LogTail.errorsBefore(log, 2))
                .containsExactly(
                        "10:01 ERROR Server: fatal", "StartException: no acceptor", "Caused by: BindException: in use");
    }

    @Test
    void shouldNotShowAgainWhatStandsAmongTheLastLines() throws IOException {
        Path log = log("INFO starting", "ERROR Server: fatal", "INFO bye");

        assertThat(LogTail.errorsBefore(log, 2)).isEmpty();
    }

    @Test
    void shouldShowTheNewestErrorsOnly() throws IOException {
        Path log = log("ERROR 1", "ERROR 2", "INFO a", "ERROR 3", "ERROR 4", "because", "INFO b");

        assertThat(LogTail.errorsBefore(log, 1)).containsExactly("ERROR 2", "ERROR 3", "ERROR 4", "because");
    }

    private Path log(String... lines) throws IOException {
        return Files.write(directory.resolve("log"), List.of(lines));
    }
}
