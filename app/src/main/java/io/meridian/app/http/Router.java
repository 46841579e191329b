package io.meridian.app.http;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request and sends what it answers. Every failure becomes a problem; none shows a stack. */
final class Router extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(Router.class);
    private static final String ALLOWED = "GET, HEAD";

    private final Map<String, Route> routes;

    Router(Map<String, Route> routes) {
        this.routes = Map.copyOf(routes);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        send(answer(request), response, callback);
        return true;
    }

    private Reply answer(Request request) {
        Route route = routes.get(request.getHttpURI().getPath());
        if (route == null) {
            return Problems.of(HttpStatus.NOT_FOUND_404, "there is nothing at this path");
        }
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            return Problems.of(HttpStatus.METHOD_NOT_ALLOWED_405, "this path knows " + ALLOWED + " alone")
                    .withHeader("Allow", ALLOWED);
        }
        try {
            String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
            return route.answer().apply(new Parameters(QueryString.parse(query), route.parameters()));
        } catch (BadParameterException e) {
            return Problems.badParameter(e.parameter(), e.parameter() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            log.error("A request for {} failed", request.getHttpURI().getPath(), e);
            return Problems.of(
                    HttpStatus.INTERNAL_SERVER_ERROR_500, "the instance failed on this request; its log says why");
        }
    }

    static void send(Reply reply, Response response, Callback callback) {
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().remaining());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, reply.body().slice(), callback);
    }
}
