package io.meridian.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.topology.TelemetryTopology;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether the reset that the documents show deletes an application's own state, and that of no other. */
class ResetTest {
    private static final Pattern DELETION = Pattern.compile("kafka-topics\\.sh .*--delete --topic '([^']+)'");

    @Test
    void shouldDeleteTheInternalTopicsOfOneApplicationAlone() {
        Matcher command = DELETION.matcher(Documents.text(Documents.ROOT.resolve("docs/operations.md")));
        assertThat(command.find()).isTrue();
        Pattern deleted = Pattern.compile(command.group(1));

        assertThat(internalTopicsOf("meridian")).allMatch(deleted.asMatchPredicate());
        assertThat(internalTopicsOf("meridian-2")).noneMatch(deleted.asMatchPredicate());
        assertThat(internalTopicsOf("my-meridian")).noneMatch(deleted.asMatchPredicate());
    }

    private static List<String> internalTopicsOf(String application) {
        return TelemetryTopology.INTERNAL_TOPICS.stream()
                .map(topic -> application + "-" + topic)
                .toList();
    }
}
