package io.meridian.app.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A response.
 *
 * @param status HTTP status code
 * @param contentType media type of the body
 * @param body what follows
 * @param headers further headers
 */
record Reply(int status, String contentType, Body body, Map<String, String> headers) {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    /** The three ways to send a body. */
    sealed interface Body {}

    /** @param content all of it, to be sliced before it is read */
    record Whole(ByteBuffer content) implements Body {}

    /** @param object the members of a JSON object, written as they are made */
    record Streamed(Json.Content object) implements Body {}

    /** @param events takes the response over, for as long as it lasts */
    record Endless(Takeover events) implements Body {}

    /** Goes on writing by itself after the head has been set. */
    @FunctionalInterface
    interface Takeover {
        void begin(Response response, Callback callback);
    }

    static Reply json(byte[] body) {
        return of(JSON, body);
    }

    static Reply stream(Json.Content object) {
        return new Reply(200, JSON, new Streamed(object), Map.of());
    }

    static Reply text(String body) {
        return of("text/plain;charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply of(String contentType, byte[] body) {
        return new Reply(200, contentType, new Whole(ByteBuffer.wrap(body)), Map.of());
    }

    Reply withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more);
    }
}
