package io.meridian.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Keeps answers as long as they last, and asks once however many threads want the same one at the same time. */
final class AnswerCache<K, V> {
    /** What lasts for good. */
    static final Duration FOR_GOOD = Duration.ofNanos(Long.MAX_VALUE);

    /** Past this, answers that do not last for good make room: whoever asks for what is not there must not fill the memory. */
    private static final int MOST = 50_000;

    private final ConcurrentMap<K, Entry<V>> answers = new ConcurrentHashMap<>();
    private final Function<K, V> ask;
    private final Function<V, Duration> lasting;
    private final LongSupplier nanos;

    private static final class Entry<V> {
        private final CompletableFuture<V> answer = new CompletableFuture<>();
        /** When the answer came, and how long it lasts; written before the answer completes. */
        private long since;

        private long lasts = Long.MAX_VALUE;

        /** One that is still being asked for is none. */
        boolean isOver(long now) {
            return answer.isDone() && lasts != Long.MAX_VALUE && now - since >= lasts;
        }

        boolean isForGood() {
            return lasts == Long.MAX_VALUE;
        }
    }

    /**
     * @param ask gets the answer, and may throw; a failure reaches all who wait for it, and is not kept
     * @param lasting how long an answer is kept; {@link #FOR_GOOD} where it never changes
     * @param nanos the time, as {@link System#nanoTime} tells it
     */
    AnswerCache(Function<K, V> ask, Function<V, Duration> lasting, LongSupplier nanos) {
        this.ask = ask;
        this.lasting = lasting;
        this.nanos = nanos;
    }

    V get(K key) {
        Entry<V> known = answers.get(key);
        if (known != null && known.isOver(nanos.getAsLong())) {
            answers.remove(key, known);
            known = null;
        }
        if (known != null) {
            return await(known.answer);
        }
        Entry<V> mine = new Entry<>();
        Entry<V> other = answers.putIfAbsent(key, mine);
        return other != null ? await(other.answer) : fetch(key, mine);
    }

    private V fetch(K key, Entry<V> mine) {
        try {
            V answer = ask.apply(key);
            mine.lasts = lasting.apply(answer).toNanos();
            mine.since = nanos.getAsLong();
            mine.answer.complete(answer);
            if (answers.size() > MOST) {
                answers.values().removeIf(entry -> entry.answer.isDone() && !entry.isForGood());
            }
            return answer;
        } catch (RuntimeException | Error failure) {
            answers.remove(key, mine);
            mine.answer.completeExceptionally(failure);
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
