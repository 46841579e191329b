package io.meridian.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a child process does its work. */
public final class Readiness {
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

    private Readiness() {}

    /**
     * Asks again and again until the answer is true.
     *
     * @param isReady takes as long as it needs to answer; the time is looked at between two answers
     * @throws ChildFailedException if the child ends, or the time is over
     */
    public static void await(ChildProcess child, BooleanSupplier isReady, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!isReady.getAsBoolean()) {
            if (!child.isAlive()) {
                throw ChildFailedException.ended(child);
            }
            if (System.nanoTime() - deadline >= 0) {
                throw ChildFailedException.notReady(child, timeout.toSeconds());
            }
            pause();
        }
    }

    /** Whether a GET of an address is answered with 200, within 2 s of each time that is asked. */
    public static BooleanSupplier answersOk(URI address) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(REQUEST_TIMEOUT).build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(REQUEST_TIMEOUT).build();
        return () -> isOk(client, request);
    }

    private static boolean isOk(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a child process started", e);
        }
    }
}
