package io.meridian.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.config.SettingsTable;
import io.meridian.app.rights.RightsTables;
import io.meridian.reading.RejectCode;
import io.meridian.topology.ingest.RejectionHeaders;
import io.meridian.topology.reconcile.ReconcileSeal;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the documents to the code. */
class DocumentsTest {
    private static final Path DOCS = Documents.ROOT.resolve("docs");

    /** With this set to true, the generated parts are written instead of compared. */
    private static final String WRITE = "meridian.docs.write";

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");

    static Stream<GeneratedPart> generatedParts() {
        return Stream.of(
                new GeneratedPart(DOCS.resolve("kafka-security.md"), "rights", RightsTables.markdown()),
                new GeneratedPart(DOCS.resolve("operations.md"), "settings", SettingsTable.markdown()),
                new GeneratedPart(DOCS.resolve("contracts.md"), "topics", ContractTables.topics()),
                new GeneratedPart(DOCS.resolve("contracts.md"), "routes", ContractTables.routes()));
    }

    @ParameterizedTest
    @MethodSource("generatedParts")
    void shouldSayWhatTheCodeSays(GeneratedPart part) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            part.write();
        }
        assertThat(part.found())
                .as(
                        "%s of %s is generated; after a change of the code write it again, and look at the difference: %s",
                        part.name(),
                        Documents.name(part.file()),
                        "./mvnw -pl app -am test -Dtest=DocumentsTest -Dsurefire.failIfNoSpecifiedTests=false -D"
                                + WRITE + "=true")
                .isEqualTo(part.content());
    }

    @Test
    void shouldExplainEveryRejectCodeAndHeaderAndNoOther() {
        String contracts = Documents.text(DOCS.resolve("contracts.md"));

        assertThat(firstCells(contracts, "code"))
                .containsExactlyElementsOf(
                        Stream.of(RejectCode.values()).map(Enum::name).toList());
        List<String> headers = new ArrayList<>(names(RejectionHeaders.class));
        headers.add(ReconcileSeal.HEADER);
        assertThat(firstCells(contracts, "header")).containsExactlyInAnyOrderElementsOf(headers);
    }

    @Test
    void shouldLinkToWhatIsThere() {
        List<String> broken = new ArrayList<>();
        for (Path file : Documents.all()) {
            LINK.matcher(FENCE.matcher(Documents.text(file)).replaceAll(""))
                    .results()
                    .forEach(link -> {
                        String target = link.group(1).replaceAll("#.*", "");
                        boolean isHere = !target.matches("[a-z]+:.*") && !target.isEmpty();
                        if (isHere && !Files.exists(file.resolveSibling(target))) {
                            broken.add(Documents.name(file) + " -> " + link.group(1));
                        }
                    });
        }
        assertThat(broken).isEmpty();
    }

    /** The values of all public constants that are texts. */
    private static List<String> names(Class<?> type) {
        return Stream.of(type.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(DocumentsTest::value)
                .toList();
    }

    private static String value(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is public", e);
        }
    }

    /** What stands in the first column of the table whose first column has this title. */
    private static List<String> firstCells(String document, String title) {
        int table = document.indexOf("\n| " + title + " |");
        assertThat(table).as("a table with the column " + title).isNotNegative();
        return document.substring(table + 1)
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split("\\|", -1)[1].strip().replace("`", ""))
                .toList();
    }
}
