package io.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalHomeTest {
    private final Path directory;

    LocalHomeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldFindWhatTheBuildMade() {
        LocalHome home = LocalHome.ofThisJvm();

        assertThat(home.registryJar()).isRegularFile();
        assertThat(home.kafkaClassPath()).endsWith("/kafka/*");
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThatThrownBy(() -> new LocalHome(directory).kafkaClassPath())
                .hasMessageContaining("expected one file kafka_2.13-*.jar in " + directory)
                .hasMessageContaining("found 0")
                .hasMessageContaining("./mvnw clean package");
    }

    @Test
    void shouldRefuseTwoVersionsAtOnce() throws IOException {
        Path kafka = Files.createDirectory(directory.resolve("kafka"));
        Files.createFile(kafka.resolve("kafka_2.13-1.jar"));
        Files.createFile(kafka.resolve("kafka_2.13-2.jar"));

        assertThatThrownBy(() -> new LocalHome(directory).kafkaClassPath()).hasMessageContaining("found 2");
    }
}
