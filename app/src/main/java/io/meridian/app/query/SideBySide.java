package io.meridian.app.query;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Does the same to each of several things, by the caller and by threads that have nothing else to do, of which there is one for
 * each further processor. Where all are busy the caller does it alone, and waits for nobody. Whoever waits sleeps: in the JDK's
 * parallel streams the caller spins meanwhile, which cost as much as a third of all look-ups.
 */
final class SideBySide {
    private static final Executor IDLE_THREADS = threads(Runtime.getRuntime().availableProcessors() - 1);

    private SideBySide() {}

    private static Executor threads(int most) {
        return most == 0
                ? task -> {}
                : new ThreadPoolExecutor(
                        0,
                        most,
                        10,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "side-by-side");
                            thread.setDaemon(true);
                            return thread;
                        },
                        new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * @param work is called once for each, by any thread; what it throws, this throws
     * @return what it gave, in their order
     */
    static <T, R> List<R> map(List<T> all, Function<T, R> work) {
        return map(all, work, IDLE_THREADS);
    }

    /** @param others may run what they are given, or not */
    static <T, R> List<R> map(List<T> all, Function<T, R> work, Executor others) {
        List<CompletableFuture<R>> results =
                all.stream().map(one -> new CompletableFuture<R>()).toList();
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int at = next.getAndIncrement(); at < all.size(); at = next.getAndIncrement()) {
                complete(results.get(at), all.get(at), work);
            }
        };
        for (int i = 1; i < all.size(); i++) {
            others.execute(share);
        }
        share.run();
        try {
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @SuppressWarnings("IllegalCatch") // Whatever it is, the caller gets it.
    private static <T, R> void complete(CompletableFuture<R> result, T one, Function<T, R> work) {
        try {
            result.complete(work.apply(one));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }
}
