package io.meridian.app.peer;

import io.meridian.app.query.Caller;
import io.meridian.app.query.Hop;
import io.meridian.app.query.Member;
import io.meridian.app.query.PeerException;
import io.meridian.app.query.Peers;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Calls other instances, so many at once and no more. Who has let one call run out of time is left alone for a second: a
 * frozen instance would otherwise hold up every caller for as long as that takes.
 */
public final class HttpPeers implements Peers, AutoCloseable {
    private static final int THREADS = 4;
    private static final int CALLS_AT_ONCE = 256;
    private static final long LEFT_ALONE_NANOS = Duration.ofSeconds(1).toNanos();

    private final HttpClient client;
    private final ExecutorService threads;
    private final String scheme;
    private final Duration timeout;
    private final Semaphore calls = new Semaphore(CALLS_AT_ONCE);
    private final Map<Member, Long> slow = new ConcurrentHashMap<>();

    /**
     * @param timeout for one instance
     * @param tls by which the others are known and this one shows who it is; empty where REST has no TLS
     */
    public HttpPeers(Duration timeout, Optional<SSLContext> tls) {
        this.timeout = timeout;
        this.scheme = tls.isPresent() ? "https" : "http";
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "peers");
            thread.setDaemon(true);
            return thread;
        });
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        tls.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    @Override
    public CompletableFuture<byte[]> ask(Member member, Caller caller, Optional<Hop> hop) {
        Long since = slow.get(member);
        if (since != null && System.nanoTime() - since < LEFT_ALONE_NANOS) {
            return failed("did not answer in time a moment ago");
        }
        if (!calls.tryAcquire()) {
            return failed("is not asked, as " + CALLS_AT_ONCE + " calls to other instances are on their way");
        }
        try {
            return client.sendAsync(request(member, caller, hop), BodyHandlers.ofByteArray())
                    // The client's own time-out ends with the head of the answer.
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .handle((response, failure) -> {
                        if (failure != null) {
                            throw explained(member, failure);
                        }
                        slow.remove(member);
                        return body(response);
                    })
                    .whenComplete((body, failure) -> calls.release());
        } catch (RuntimeException e) {
            calls.release();
            return CompletableFuture.failedFuture(new PeerException("cannot be asked: " + e.getMessage(), e));
        }
    }

    private HttpRequest request(Member member, Caller caller, Optional<Hop> hop) {
        String host = member.host().contains(":") && !member.host().startsWith("[")
                ? "[" + member.host() + "]"
                : member.host();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(scheme + "://" + host + ":" + member.port() + caller.target()))
                .timeout(timeout)
                .method(
                        caller.method(),
                        caller.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody))
                .header(PeerHeaders.HOP, PeerHeaders.of(hop));
        caller.body().ifPresent(body -> request.header("Content-Type", "application/json"));
        caller.authorization().ifPresent(credentials -> request.header("Authorization", credentials));
        return request.build();
    }

    private static byte[] body(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw new PeerException("answered with status " + response.statusCode());
        }
        return response.body();
    }

    private PeerException explained(Member member, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ConnectException) {
            return new PeerException("cannot be reached", cause);
        }
        if (cause instanceof HttpTimeoutException || cause instanceof java.util.concurrent.TimeoutException) {
            slow.put(member, System.nanoTime());
            return new PeerException("did not answer within " + timeout.toMillis() + " ms", cause);
        }
        if (cause instanceof SSLException) {
            return new PeerException("cannot be trusted, or does not trust this one: " + cause.getMessage(), cause);
        }
        return new PeerException("broke off: " + cause, cause);
    }

    private static CompletableFuture<byte[]> failed(String reason) {
        return CompletableFuture.failedFuture(new PeerException(reason));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
