package io.meridian.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Brings a request to whichever registry answers, and tells answers that decide from everything else. */
final class RegistryHttp {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<URI> urls;
    private final Duration requestTimeout;
    private final Backoff backoff;
    private final Pause pause;
    private final HttpClient http;
    private final RegistryAccess access;

    /** Index of the url that answered last: the next request begins there, not at one that is known to be down. */
    private final AtomicInteger preferred = new AtomicInteger();

    /** How to wait between two attempts; handed in, so that no test sleeps. */
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    RegistryHttp(RegistryConfig config, Pause pause) {
        this.urls = config.urls();
        this.requestTimeout = config.requestTimeout();
        this.backoff = config.backoff();
        this.pause = pause;
        // HTTP/1.1, as some registries and proxies stumble over an upgrade offer. Redirects are not followed: Java's
        // client would take an Authorization header along to another host.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout());
        config.access().tls().ifPresent(builder::sslContext);
        this.http = builder.build();
        this.access = config.access();
    }

    /** @throws RegistryUnavailableException if no registry gave an answer that decides */
    Answer get(String path) {
        return ask("GET", path, BodyPublishers.noBody());
    }

    /** @throws RegistryUnavailableException if no registry gave an answer that decides */
    Answer post(String path, JsonNode body) {
        return ask("POST", path, BodyPublishers.ofString(body.toString()));
    }

    private Answer ask(String method, String path, BodyPublisher body) {
        try {
            for (int retry = 0; ; retry++) {
                try {
                    return askEach(method, path, body);
                } catch (RegistryUnavailableException unavailable) {
                    if (retry == backoff.retries()) {
                        throw unavailable;
                    }
                    pause.sleep(backoff.before(retry + 1));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while asking the schema registry", interrupted);
        }
    }

    private Answer askEach(String method, String path, BodyPublisher body) throws InterruptedException {
        int first = preferred.get();
        RegistryUnavailableException last = null;
        for (int i = 0; i < urls.size(); i++) {
            int index = (first + i) % urls.size();
            try {
                Answer answer = askOne(urls.get(index), method, path, body);
                preferred.set(index);
                return answer;
            } catch (RegistryUnavailableException unavailable) {
                if (last != null) {
                    unavailable.addSuppressed(last);
                }
                last = unavailable;
            }
        }
        throw noneOf(last);
    }

    private static RegistryUnavailableException noneOf(@Nullable RegistryUnavailableException last) {
        return last != null ? last : new RegistryUnavailableException("there is no schema registry to ask");
    }

    private Answer askOne(URI url, String method, String path, BodyPublisher body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(resolve(url, path))
                .method(method, body)
                .header("Accept", MEDIA_TYPE + ", application/json;q=0.9")
                .header("Content-Type", MEDIA_TYPE);
        access.authorization(url).ifPresent(header -> request.header("Authorization", header));
        HttpResponse<byte[]> response = exchange(url, request.build());
        JsonNode json = json(response.body());
        int status = response.statusCode();
        boolean decides =
                status / 100 == 2 ? !json.isMissingNode() : status / 100 == 4 && status != 408 && status != 429;
        if (!decides) {
            throw new RegistryUnavailableException("the schema registry at " + url + " gave no answer to go by: HTTP "
                    + status + (json.isMissingNode() ? " with a body that is not JSON" : ""));
        }
        return new Answer(url, status, json);
    }

    private static URI resolve(URI url, String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** {@link HttpRequest.Builder#timeout} ends with the headers, so a body that trickles would take for ever. */
    private HttpResponse<byte[]> exchange(URI url, HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return exchange.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw noAnswer(url, String.valueOf(failed.getCause()), failed);
        } catch (TimeoutException slow) {
            throw noAnswer(url, "no complete answer within " + requestTimeout.toMillis() + " ms", slow);
        } finally {
            exchange.cancel(true);
        }
    }

    private static RegistryUnavailableException noAnswer(URI url, String found, Throwable cause) {
        return new RegistryUnavailableException("the schema registry at " + url + " does not answer: " + found, cause);
    }

    /** An object or an array. */
    private static JsonNode json(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json != null && json.isContainerNode() ? json : MissingNode.getInstance();
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
    }
}
