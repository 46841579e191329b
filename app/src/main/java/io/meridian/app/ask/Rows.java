package io.meridian.app.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.app.deadletters.Harmless;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer, page after page put together.
 *
 * @param rows as they came
 * @param missing what is not in it, an instance and its reason each; empty where it is whole
 */
public record Rows(List<JsonNode> rows, List<String> missing) {
    public Rows {
        rows = List.copyOf(rows);
        missing = List.copyOf(missing);
    }

    /** @throws AskException if the instance does not answer, or refuses */
    public static Rows of(InstanceClient instance, Question question) {
        List<JsonNode> rows = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonNode page = instance.get(question.page(cursor, question.limit() - rows.size()));
            page.path("rows").forEach(rows::add);
            for (JsonNode failure : page.path("failures")) {
                missing.add(text(failure, "instance") + ": " + text(failure, "reason"));
            }
            cursor = Optional.of(page.path("next").asText("")).filter(next -> !next.isEmpty() && !next.equals("null"));
        } while (question.isPaged() && cursor.isPresent() && rows.size() < question.limit());
        return new Rows(rows.subList(0, Math.min(rows.size(), question.limit())), missing);
    }

    private static String text(JsonNode node, String field) {
        return Harmless.text(node.path(field).asText());
    }
}
