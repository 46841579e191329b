package io.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node's name is part of what survives an upgrade: stores, changelogs and the partials topic are found by it. When this
 * fails, think first: can a running fleet restart on the new topology, or must it be reset? Then write the file anew, and
 * say in the changelog which of the two it is.
 */
class GoldenTopologyTest {
    private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");

    @TempDir
    Path stateDir;

    @Test
    void shouldBeTheTopologyThatIsInProduction() throws IOException {
        String described = describe();
        assertThat(described).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void shouldLeaveNoNameToChance() {
        assertThat(describe()).doesNotContain("KSTREAM-").doesNotContain("KTABLE-");
    }

    private String describe() {
        return TestTopology.build(TestPipeline.OPTIONS, stateDir).describe().toString();
    }
}
