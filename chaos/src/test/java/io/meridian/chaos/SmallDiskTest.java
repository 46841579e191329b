package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskTest {
    @Test
    void shouldHaveNoRoomForASingleByteUntilItIsFreed(@TempDir Path directory) throws IOException {
        assumeThat(SmallDisk.isPossible())
                .as("a tmpfs may be mounted: see chaos/README.md")
                .isTrue();
        Path file = directory.resolve("state").resolve("file");
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("state"))) {
            disk.fill();
            assertThatThrownBy(() -> Files.write(file, new byte[1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");

            disk.free();

            Files.write(file, new byte[1]);
            assertThat(file).hasSize(1);
        }
    }
}
