package io.meridian.app.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is asked of REST.
 *
 * @param kind which look-up
 * @param filters its parameters by name, as they are; only those that are given
 * @param limit how many rows at most
 */
public record Question(Kind kind, Map<String, String> filters, int limit) {
    /** The most that one page may be asked for. */
    static final int PAGE = 1_000;

    /** The look-ups that are tables. */
    public enum Kind {
        /** The newest window of each series. */
        latest("/v1/aggregates/latest", false),
        /** Windows, newest first. */
        range("/v1/aggregates", true),
        /** Windows merged into steps. */
        rollup("/v1/rollup", false);

        private final String path;
        private final boolean paged;

        Kind(String path, boolean paged) {
            this.path = path;
            this.paged = paged;
        }
    }

    public Question {
        filters = Map.copyOf(filters);
    }

    boolean isPaged() {
        return kind.paged;
    }

    /** @param cursor of the page before, where there is one */
    String page(Optional<String> cursor, int missing) {
        Map<String, String> parameters = new TreeMap<>(filters);
        if (kind.paged) {
            parameters.put("limit", Integer.toString(Math.min(PAGE, missing)));
            cursor.ifPresent(at -> parameters.put("cursor", at));
        }
        return kind.path
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                        .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }
}
