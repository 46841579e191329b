package io.meridian.connect.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.connect.detect.Change;
import io.meridian.connect.detect.FileIndex;
import io.meridian.connect.detect.FileSet;
import io.meridian.connect.detect.FileVersion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract with every consumer of {@code config.refresh}: a change here breaks those that are out there. */
class RefreshEventJsonTest {
    private static final String HASH_OF_A = "c0dd3c6c87c13d7cb33b99b0b5c5d3f7c0e2b2b8b0b9a2a5a9d2d6f3a4d2e1f0";

    @Test
    void shouldWriteEachFieldInItsPlace() {
        FileVersion a = new FileVersion("a.yaml", HASH_OF_A, "a: \"1\"\n");
        RefreshEvent event = new RefreshEvent(
                "local_config",
                7,
                Instant.parse("2025-03-12T12:00:02.05Z"),
                Instant.parse("2025-03-12T12:00:00.0500009Z"),
                List.of(new Change("a.yaml", Change.Kind.CREATED, HASH_OF_A)),
                FileSet.of(List.of(a)));

        assertThat(RefreshEventJson.encode(event))
                .isEqualTo(
                        "{\"source\":\"local_config\",\"generation\":7,\"effective_at\":\"2025-03-12T12:00:02.050Z\","
                                + "\"detected_at\":\"2025-03-12T12:00:00.050Z\",\"sha256\":\""
                                + FileSet.of(List.of(a)).index().sha256()
                                + "\",\"changes\":[{\"path\":\"a.yaml\",\"change\":\"CREATED\",\"sha256\":\""
                                + HASH_OF_A
                                + "\"}],\"files\":[{\"path\":\"a.yaml\",\"sha256\":\"" + HASH_OF_A
                                + "\",\"content\":\"a: \\\"1\\\"\\n\"}]}");
    }

    @Test
    void shouldHashPathsAndHashesInTheOrderOfPaths() {
        FileIndex index = FileSet.of(List.of(FileVersion.of("b.yaml", ""), FileVersion.of("a.yaml", "a: 1\n")))
                .index();

        // printf 'a.yaml\n%s\nb.yaml\n%s\n' "$(printf 'a: 1\n' | sha256sum | cut -c-64)" \
        //   "$(printf '' | sha256sum | cut -c-64)" | sha256sum
        assertThat(index.sha256()).isEqualTo("1e9cc830150073cb9949d98f35751da833152942f73b9eacc930cf616e1209d3");
    }
}
