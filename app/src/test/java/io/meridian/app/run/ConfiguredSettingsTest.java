package io.meridian.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.topology.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredSettingsTest {
    @Test
    void shouldReadAllYamlFilesOfTheDirectoryAndNoOthers(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("regions.yaml"), "regions:\n  eu: [d-0017]\n");
        Files.writeString(directory.resolve("metrics.yaml"), "metrics:\n  t: {min: -40, max: 125, unit: celsius}\n");
        Files.writeString(directory.resolve("notes.txt"), "not: [yaml");
        Files.createDirectory(directory.resolve("folder.yaml"));

        Settings settings = ConfiguredSettings.read(Optional.of(directory));

        assertThat(settings.region(17)).hasValue("eu");
        assertThat(settings.limits("t").orElseThrow().max()).isEqualTo(125);
        assertThat(settings.generation()).isZero();
        assertThat(settings.effectiveAt()).isZero();
    }

    @Test
    void shouldListEverythingThatIsRefused(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("regions.yaml"), "regions:\n  eu: [d-1..d-2]\n");
        Files.writeString(directory.resolve("metrics.yaml"), "metrics:\n  t: {min: 5, max: 1}\n");

        assertThatThrownBy(() -> ConfiguredSettings.read(Optional.of(directory)))
                .isInstanceOf(StartException.class)
                .hasMessageContainingAll("configs.dir", "regions.yaml", "metrics.yaml");
    }

    @Test
    void shouldRefuseADirectoryThatIsNotThereOrHasNoSettings(@TempDir Path directory) {
        assertThatThrownBy(() -> ConfiguredSettings.read(Optional.of(directory)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("found none");
        assertThatThrownBy(() -> ConfiguredSettings.read(Optional.of(directory.resolve("none"))))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("none");
    }

    @Test
    void shouldHaveTheDefaultsWithoutADirectory() {
        assertThat(ConfiguredSettings.read(Optional.empty()).generation()).isZero();
    }
}
