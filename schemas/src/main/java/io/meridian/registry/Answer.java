package io.meridian.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/**
 * An answer that decides: a JSON object or array with 2xx, or any 4xx that asking again would not change.
 *
 * @param from the registry that gave it
 * @param status the HTTP status
 * @param body the JSON; a missing node where a 4xx came with something else
 */
record Answer(URI from, int status, JsonNode body) {
    private static final int LONGEST_REASON = 300;

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The protocol's own error code, such as 40403; 0 where there is none. */
    int errorCode() {
        return body.path("error_code").asInt(0);
    }

    /** What the registry said, in one line fit for a log. */
    String reason() {
        String message =
                body.path("message").asText("").replaceAll("\\p{Cntrl}+", " ").strip();
        String shortened = message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON) + "…";
        String code = errorCode() == 0 ? "" : " (error code " + errorCode() + ")";
        return "HTTP " + status + code + (shortened.isEmpty() ? "" : ": " + shortened);
    }
}
