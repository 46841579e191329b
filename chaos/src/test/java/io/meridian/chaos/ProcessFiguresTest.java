package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFiguresTest {
    private static final int SOME = 50;

    @Test
    void shouldCountOpenFilesButNotTablesOfAStore(@TempDir Path directory) throws IOException {
        assumeThat(Path.of("/proc/self/fd")).exists();

        long more = filesWithSome(directory, ".log") - filesWithSome(directory, ".sst");

        // The JVM may open and close some of its own.
        assertThat(more).isBetween(SOME / 2L, SOME * 2L);
    }

    private static long filesWithSome(Path directory, String ending) throws IOException {
        List<Closeable> open = new ArrayList<>();
        try {
            for (int i = 0; i < SOME; i++) {
                open.add(Files.newOutputStream(directory.resolve(i + ending)));
            }
            return ProcessFigures.of(ProcessHandle.current().pid()).files();
        } finally {
            for (Closeable file : open) {
                file.close();
            }
        }
    }
}
