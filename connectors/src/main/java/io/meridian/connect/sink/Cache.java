package io.meridian.connect.sink;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;

/**
 * A cache behind HTTP/2, or HTTP/1.1 where its server has no better. Connections stay open between requests; there are never
 * more requests, and so never more connections, than the settings allow.
 */
final class Cache {
    private static final int TOO_MANY_REQUESTS = 429;

    private final CacheSettings settings;
    private final Clock clock;
    private final HttpClient client;
    private final Semaphore permits;

    Cache(CacheSettings settings, Clock clock, SSLContext tls) {
        this.settings = settings;
        this.clock = clock;
        this.permits = new Semaphore(settings.maxConnections());
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_2)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .sslContext(tls)
                .build();
    }

    /** Posts a refresh, and waits first while as many requests as allowed are under way. The outcome is never an exception. */
    CompletableFuture<Outcome> tell(Refresh refresh) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(settings.endpoint())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", refresh.idempotencyKey())
                .POST(BodyPublishers.ofString(refresh.json()))
                .build();
        permits.acquire();
        return client.sendAsync(request, BodyHandlers.discarding()).handle((response, failure) -> {
            permits.release();
            return failure == null ? judge(response) : notReached(failure);
        });
    }

    private Outcome judge(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered();
        }
        String reason = settings.endpoint() + " answered " + status;
        if (status == TOO_MANY_REQUESTS || status >= 500) {
            return new Outcome.NotNow(
                    reason,
                    response.headers()
                            .firstValue("Retry-After")
                            .flatMap(text -> RetryAfter.parse(text, clock.instant())));
        }
        return new Outcome.Refused(reason);
    }

    private Outcome notReached(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new Outcome.NotNow(settings.endpoint() + " was not reached: " + cause, Optional.empty());
    }
}
