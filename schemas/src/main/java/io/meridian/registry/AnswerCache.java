package io.meridian.registry;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;

/** Keeps answers for good, and asks once however many threads want the same one at the same time. */
final class AnswerCache<K, V> {
    private final ConcurrentMap<K, CompletableFuture<V>> answers = new ConcurrentHashMap<>();
    private final Function<K, V> ask;
    private final Predicate<V> lasting;

    /**
     * @param ask gets the answer, and may throw; a failure reaches all who wait for it, and is not kept
     * @param lasting which answers are kept
     */
    AnswerCache(Function<K, V> ask, Predicate<V> lasting) {
        this.ask = ask;
        this.lasting = lasting;
    }

    V get(K key) {
        CompletableFuture<V> known = answers.get(key);
        if (known != null) {
            return await(known);
        }
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> other = answers.putIfAbsent(key, mine);
        return other != null ? await(other) : fetch(key, mine);
    }

    private V fetch(K key, CompletableFuture<V> mine) {
        try {
            V answer = ask.apply(key);
            if (!lasting.test(answer)) {
                answers.remove(key, mine);
            }
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error failure) {
            answers.remove(key, mine);
            mine.completeExceptionally(failure);
            throw failure;
        }
    }

    private static <V> V await(CompletableFuture<V> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            // Each who waits gets an exception with a stack of its own.
            throw asOwn(requireNonNull(failed.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while asking the schema registry", interrupted);
        }
    }

    private static RuntimeException asOwn(Throwable failure) {
        if (failure instanceof RegistryRefusedException) {
            return new RegistryRefusedException(String.valueOf(failure.getMessage()));
        }
        return new RegistryUnavailableException(String.valueOf(failure.getMessage()), failure);
    }
}
