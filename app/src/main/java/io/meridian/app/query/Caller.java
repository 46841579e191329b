package io.meridian.app.query;

import java.util.Optional;

/**
 * The request behind a question, so that other instances can be asked the same with the same rights.
 *
 * @param method GET or POST
 * @param target path and query as they came
 * @param authorization the caller's credentials as they came
 * @param body of a POST
 */
public record Caller(String method, String target, Optional<String> authorization, Optional<String> body) {
    /** Keeps the credentials out of logs. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}
