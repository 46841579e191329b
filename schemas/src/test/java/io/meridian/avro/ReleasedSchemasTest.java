package io.meridian.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gate that a change of a schema has to pass: whoever has any schema that was ever released reads what we write now, and we
 * read theirs. Where it fails, give a new field a default, and neither rename nor remove one; then keep the released form as
 * {@code released/<name>-<number>.avsc}, for good.
 */
class ReleasedSchemasTest {
    private static final Path CURRENT = Path.of("src/main/avro");
    private static final Path RELEASED = Path.of("released");

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> released(String name) throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.filter(file -> file.getFileName().toString().matches(name + "-\\d+\\.avsc"))
                    .sorted(Comparator.comparingInt(ReleasedSchemasTest::number))
                    .toList();
        }
    }

    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Reading", "AggregateKey", "RegionAggregate"})
    void shouldBeFullyCompatibleWithAllReleases(String name) throws IOException {
        Schema current = parse(CURRENT.resolve(name + ".avsc"));
        List<Path> releases = released(name);
        assertThat(releases).isNotEmpty();
        List<String> faults = new ArrayList<>();
        for (Path release : releases) {
            Evolution.faults(current, parse(release)).forEach(fault -> faults.add(release + ": " + fault));
        }

        assertThat(faults).isEmpty();
        assertThat(current)
                .as("the newest of released/ is what the build makes; a new schema needs its file there")
                .isEqualTo(parse(releases.get(releases.size() - 1)));
    }

    @Test
    void shouldNotLetASchemaGoWithoutAReleasedForm() throws IOException {
        try (Stream<Path> files = Files.list(CURRENT)) {
            for (Path file : files.toList()) {
                assertThat(released(file.getFileName().toString().replace(".avsc", "")))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void shouldSayWhichFieldAndWhy() {
        Schema first = SchemaBuilder.record("io.acme.Row")
                .fields()
                .requiredString("region")
                .requiredInt("count")
                .endRecord();
        Schema removed = SchemaBuilder.record("io.acme.Row")
                .fields()
                .requiredInt("count")
                .endRecord();
        Schema wider = SchemaBuilder.record("io.acme.Row")
                .fields()
                .requiredString("region")
                .requiredLong("count")
                .endRecord();
        Schema added = SchemaBuilder.record("io.acme.Row")
                .fields()
                .requiredString("region")
                .requiredInt("count")
                .optionalString("note")
                .endRecord();

        assertThat(Evolution.faults(removed, first))
                .containsExactly("io.acme.Row.region: added or removed without a default value; "
                        + "who has the other schema cannot read our records");
        assertThat(Evolution.faults(first, removed))
                .containsExactly("io.acme.Row.region: added or removed without a default value; "
                        + "records of the other schema cannot be read");
        assertThat(Evolution.faults(wider, first))
                .singleElement()
                .asString()
                .startsWith("io.acme.Row.count: another type: ")
                .endsWith("who has the other schema cannot read our records");
        assertThat(Evolution.faults(added, first)).isEmpty();
    }
}
