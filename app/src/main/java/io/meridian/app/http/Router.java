package io.meridian.app.http;

import io.meridian.app.metrics.Metrics;
import io.meridian.app.peer.PeerHeaders;
import io.meridian.app.query.Caller;
import io.meridian.app.query.Hop;
import io.meridian.app.query.StoresUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request and sends what it answers. Every failure becomes a problem; none shows a stack. */
final class Router extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final Map<String, Map<String, Route>> routes = new HashMap<>();
    private final Authentication authentication;
    private final Cors cors;
    private final Turns turns;
    private final Metrics metrics;

    Router(List<Route> routes, Authentication authentication, Cors cors, Turns turns, Metrics metrics) {
        for (Route route : routes) {
            this.routes.computeIfAbsent(route.path(), path -> new TreeMap<>()).put(route.method(), route);
        }
        this.authentication = authentication;
        this.cors = cors;
        this.turns = turns;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long begin = System.nanoTime();
        String path = request.getHttpURI().getPath();
        Reply reply = cors.isPreflight(request) ? cors.preflight() : answer(request);
        for (Map.Entry<String, String> header : cors.headers(request).entrySet()) {
            reply = reply.withHeader(header.getKey(), header.getValue());
        }
        int status = reply.status();
        Callback whenSent = reply.body() instanceof Reply.Endless
                ? callback
                : Callback.from(
                        callback,
                        () -> metrics.request(
                                routes.containsKey(path) ? path : "none",
                                method(request),
                                status,
                                System.nanoTime() - begin));
        send(reply, response, whenSent);
        return true;
    }

    /** One of a few names: a caller must not be able to make figures without end. */
    private static String method(Request request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "POST" -> request.getMethod();
            default -> "other";
        };
    }

    private Reply answer(Request request) {
        Map<String, Route> byMethod = routes.get(request.getHttpURI().getPath());
        if (byMethod == null) {
            return Problems.of(HttpStatus.NOT_FOUND_404, "there is nothing at this path");
        }
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Route route = byMethod.get(method);
        if (route == null) {
            String allowed = byMethod.keySet().stream()
                    .map(one -> one.equals("GET") ? "GET, HEAD" : one)
                    .collect(Collectors.joining(", "));
            return Problems.of(HttpStatus.METHOD_NOT_ALLOWED_405, "this path knows " + allowed + " alone")
                    .withHeader("Allow", allowed);
        }
        return refusal(request, route).orElseGet(() -> answer(request, route));
    }

    private Optional<Reply> refusal(Request request, Route route) {
        if (route.access() == Access.OPEN) {
            return Optional.empty();
        }
        String authorization = Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION))
                .orElse("");
        Optional<Access> rights = authentication.rights(authorization);
        if (rights.isEmpty()) {
            return Optional.of(Problems.of(
                            HttpStatus.UNAUTHORIZED_401, "expected a valid token in the header Authorization: Bearer")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"meridian\""));
        }
        return rights.get().covers(route.access())
                ? Optional.empty()
                : Optional.of(Problems.of(HttpStatus.FORBIDDEN_403, "expected a token with the role operator"));
    }

    private Reply answer(Request request, Route route) {
        try {
            String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
            Parameters parameters = new Parameters(QueryString.parse(query), route.parameters());
            Optional<String> hopHeader =
                    Optional.ofNullable(request.getHeaders().get(PeerHeaders.HOP));
            Optional<Hop> hop = hopHeader.flatMap(PeerHeaders::parse);
            if (hopHeader.isPresent() && hop.isEmpty()) {
                return Problems.of(HttpStatus.BAD_REQUEST_400, "the header " + PeerHeaders.HOP + " is not understood");
            }
            Exchange exchange = new Exchange(
                    parameters,
                    request.getMethod().equals("HEAD"),
                    caller(request, route),
                    hop,
                    Optional.ofNullable(request.getHeaders().get("Last-Event-ID")),
                    who(request),
                    request.getHeaders()::get);
            boolean light = route.atOnce() || route.access() == Access.OPEN || hop.isPresent();
            return light
                    ? route.answer().apply(exchange)
                    : turns.take(() -> route.answer().apply(exchange))
                            .orElseGet(() -> Problems.unavailable("too many requests are being answered"));
        } catch (BadParameterException e) {
            return Problems.badParameter(e);
        } catch (StoresUnavailableException e) {
            return Problems.unavailable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Problems.of(HttpStatus.BAD_REQUEST_400, "the body cannot be read");
        } catch (RuntimeException e) {
            log.error("A request for {} failed", request.getHttpURI().getPath(), e);
            return Problems.of(
                    HttpStatus.INTERNAL_SERVER_ERROR_500, "the instance failed on this request; its log says why");
        }
    }

    /** A token by the begin of its hash, as its line in the file has it. */
    private static String who(Request request) {
        String at = " at " + Request.getRemoteAddr(request);
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION))
                .flatMap(TokenFile::nameOf)
                .map(name -> "the token " + name + at)
                .orElse("somebody" + at);
    }

    private static Caller caller(Request request, Route route) throws IOException {
        Optional<String> body = route.method().equals("POST")
                ? Optional.of(Content.Source.asString(request, StandardCharsets.UTF_8))
                : Optional.empty();
        return new Caller(
                route.method(),
                request.getHttpURI().getPathQuery(),
                Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)),
                body);
    }

    static void send(Reply reply, Response response, Callback callback) {
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        // For what does not know the frame-ancestors of a policy.
        response.getHeaders().put("X-Frame-Options", "DENY");
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (reply.body() instanceof Reply.Whole whole) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, whole.content().remaining());
            response.write(true, whole.content().slice(), callback);
        } else if (reply.body() instanceof Reply.Streamed streamed) {
            stream(streamed, response, callback);
        } else if (reply.body() instanceof Reply.Endless endless) {
            endless.events().begin(response, callback);
        }
    }

    private static void stream(Reply.Streamed streamed, Response response, Callback callback) {
        AnswerStream out = new AnswerStream(response, callback);
        try {
            Json.write(streamed.object(), out);
        } catch (IOException | RuntimeException e) {
            out.fail(e);
        }
    }
}
