package io.meridian.app.http;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Lets pages of the origins that are configured read answers; of none, unless there are some. */
record Cors(List<String> origins) {
    private static final String METHODS = "GET, HEAD, POST";

    /** What to add to the answer. */
    Map<String, String> headers(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return origins.isEmpty() ? Map.of() : Map.of("Vary", "Origin");
        }
        return Map.of("Access-Control-Allow-Origin", origin, "Vary", "Origin");
    }

    /** Whether a browser asks if it may ask. */
    boolean isPreflight(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return "OPTIONS".equals(request.getMethod())
                && origin != null
                && origins.contains(origin)
                && request.getHeaders().contains("Access-Control-Request-Method");
    }

    Reply preflight() {
        return new Reply(204, Reply.JSON, new Reply.Whole(java.nio.ByteBuffer.allocate(0)), Map.of())
                .withHeader("Access-Control-Allow-Methods", METHODS)
                .withHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID")
                .withHeader("Access-Control-Max-Age", "600");
    }
}
