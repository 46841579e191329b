package io.meridian.connect.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.connect.detect.FileVersion;
import io.meridian.connect.detect.Sighting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryScannerTest {
    private final Path directory;
    private final DirectoryScanner scanner;

    DirectoryScannerTest(@TempDir Path directory) {
        this.directory = directory.resolve("configs");
        this.scanner = new DirectoryScanner(this.directory, new FileSelection(List.of("*.yaml", "*.yml"), 8_192, 3));
    }

    @Test
    void shouldReadFilesWhole() throws Exception {
        Files.createDirectory(directory);
        String long1 = "x".repeat(8_191) + "\n";
        Files.writeString(directory.resolve("b.yml"), long1);
        Files.write(directory.resolve("a.yaml"), new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a'});

        assertThat(seen())
                .containsExactly(
                        Map.entry("a.yaml", new Sighting.Whole(FileVersion.of("a.yaml", "\uFEFFa"))),
                        Map.entry("b.yml", new Sighting.Whole(FileVersion.of("b.yml", long1))));
    }

    @Test
    void shouldNotEvenLookAtLeftoversAndHiddenFiles() throws Exception {
        Files.createDirectory(directory);
        for (String name : List.of(".a.yaml", ".#a.yaml", "#a.yaml#", "a.yaml~", "a.yaml.swp", "a.txt", "4913")) {
            Files.writeString(directory.resolve(name), "x");
        }

        assertThat(seen()).isEmpty();
        assertThat(new DirectoryScanner(directory, new FileSelection(List.of("*"), 10, 10)).scan())
                .isInstanceOfSatisfying(
                        Scan.Seen.class, seen -> assertThat(seen.files()).containsOnlyKeys("a.txt", "4913"));
    }

    @Test
    void shouldSayWhyAFileCannotBeUsed() throws Exception {
        Files.createDirectory(directory);
        Files.write(directory.resolve("latin.yaml"), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(directory.resolve("large.yaml"), "x".repeat(8_193));
        Files.createSymbolicLink(directory.resolve("outside.yaml"), Path.of("/etc/hostname"));
        assertThat(reason("latin.yaml")).isEqualTo("it is not UTF-8 text: save it in that encoding");
        assertThat(reason("large.yaml")).isEqualTo("it has 8193 bytes, and max.file.bytes is 8192");
        assertThat(reason("outside.yaml")).contains("it is a link to /etc/hostname, outside of");

        for (Path file : List.of(directory.resolve("latin.yaml"), directory.resolve("large.yaml"))) {
            Files.delete(file);
        }
        Files.createSymbolicLink(directory.resolve("nowhere.yaml"), Path.of("none"));
        Files.createDirectory(directory.resolve("folder.yaml"));
        assertThat(reason("nowhere.yaml")).isEqualTo("it is a link that leads nowhere");
        assertThat(reason("folder.yaml")).isEqualTo("it is no regular file");
    }

    @Test
    void shouldNotTakeAListingThatFailsForAnEmptyDirectory() throws Exception {
        assertThat(scanner.scan())
                .isInstanceOfSatisfying(
                        Scan.Failed.class, failed -> assertThat(failed.reason()).contains("cannot list " + directory));
        Files.writeString(directory, "a file");
        assertThat(scanner.scan()).isInstanceOf(Scan.Failed.class);
    }

    @Test
    void shouldRefuseMoreFilesThanAllowed() throws Exception {
        Files.createDirectory(directory);
        for (int i = 0; i < 4; i++) {
            Files.writeString(directory.resolve(i + ".yaml"), "x");
        }

        assertThat(scanner.scan())
                .isInstanceOfSatisfying(
                        Scan.Failed.class,
                        failed -> assertThat(failed.reason()).contains("has 4 files", "max.files is 3"));
    }

    private SortedMap<String, Sighting> seen() {
        return ((Scan.Seen) scanner.scan()).files();
    }

    private String reason(String name) {
        assertThat(seen().get(name)).isInstanceOf(Sighting.Unusable.class);
        return ((Sighting.Unusable) seen().getOrDefault(name, new Sighting.Unsteady())).reason();
    }
}
