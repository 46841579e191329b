package io.meridian.app.http;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** Errors as RFC 9457 wants them: {@code application/problem+json}. */
final class Problems {
    private static final String RETRY_AFTER_SECONDS = "1";

    private Problems() {}

    static Reply of(int status, String detail) {
        return of(status, detail, json -> {});
    }

    static Reply badParameter(BadParameterException refused) {
        return of(
                HttpStatus.BAD_REQUEST_400,
                refused.parameter() + ": " + refused.getMessage(),
                json -> json.writeStringField("parameter", refused.parameter()));
    }

    static Reply unavailable(String detail) {
        return of(HttpStatus.SERVICE_UNAVAILABLE_503, detail).withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    private static Reply of(int status, String detail, Json.Content more) {
        byte[] body = Json.object(json -> {
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", HttpStatus.getMessage(status));
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            more.to(json);
        });
        return new Reply(status, Reply.PROBLEM, new Reply.Whole(ByteBuffer.wrap(body)), Map.of());
    }
}
