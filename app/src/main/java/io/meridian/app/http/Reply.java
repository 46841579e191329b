package io.meridian.app.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A whole response.
 *
 * @param status HTTP status code
 * @param contentType media type of the body
 * @param body the body, to be sliced before it is read
 * @param headers further headers
 */
record Reply(int status, String contentType, ByteBuffer body, Map<String, String> headers) {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    static Reply json(byte[] body) {
        return new Reply(200, JSON, ByteBuffer.wrap(body), Map.of());
    }

    static Reply text(String body) {
        return new Reply(200, "text/plain;charset=utf-8", StandardCharsets.UTF_8.encode(body), Map.of());
    }

    Reply withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more);
    }
}
