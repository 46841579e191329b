package io.meridian.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.deploy.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the distribution holds, beside the build's list of parts. */
class HandedOutIT {
    private static final String REGISTRY = "io.apicurio:apicurio-registry-app";

    /** Each part has one of these at least. Before another is added here: may it be handed out with Meridian? */
    private static final Set<String> EXPECTED = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CDDL-1.0",
            "CDDL-1.1",
            "(CDDL-1.0 OR GPL-2.0-with-classpath-exception)",
            "EPL-2.0",
            "Go License",
            "MIT");

    /** May be packed anew, with its engine beside it: known by its name alone. */
    private static final String REPACKED = "duckdb_jdbc-";

    private final Path distribution = Checkout.file("app/target/dist");

    @Test
    void shouldListEachJarByItsHash() throws Exception {
        Set<String> listed = Part.listed().stream().map(Part::sha256).collect(Collectors.toSet());

        assertThat(jars())
                .hasSizeGreaterThan(100)
                .allSatisfy(jar -> assertThat(sha256(jar)).as(jar.toString()).isIn(listed));
    }

    @Test
    void shouldListTheRegistryWhichComesAsAnArchive() throws Exception {
        assertThat(distribution.resolve("local").resolve("registry")).isDirectory();
        assertThat(Part.listed()).extracting(Part::name).contains(REGISTRY);
    }

    @Test
    void shouldHandOutOnlyPartsUnderLicencesThatAreExpected() throws Exception {
        assertThat(Part.listed())
                .allSatisfy(part -> assertThat(part.licences()).as(part.name()).containsAnyElementsOf(EXPECTED));
    }

    /** But Meridian's own, and those in the registry's archive. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String folder : List.of("lib", "plugins", "local/kafka")) {
            try (Stream<Path> files = Files.walk(distribution.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".jar"))
                        .filter(file -> !file.getFileName().toString().startsWith("meridian"))
                        .filter(file -> !file.getFileName().toString().startsWith(REPACKED))
                        .forEach(jars::add);
            }
        }
        return jars;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
