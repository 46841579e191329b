package io.meridian.app.changes;

import io.meridian.app.query.WindowRow;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every committed change to all readers. It reads the topic only while there are any, from the end on; who resumes from
 * before that gets what is missing by {@link #history}. Safe for concurrent use.
 */
public final class ChangeFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
    private static final int RECENT = 8_192;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration LINGER = Duration.ofSeconds(30);

    private final Supplier<ChangeLog> logs;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private @Nullable Session session;
    private boolean closed;

    /** Is told that there is something new, or that nothing will come any more. Both have to return at once. */
    public interface Reader {
        void wake();

        void end();
    }

    private static final class Session {
        private final CompletableFuture<RecentChanges> recent = new CompletableFuture<>();
    }

    /**
     * @param consumers makes consumers that read what is committed, and the earliest where there is nothing at an offset any more
     * @param topic of changes
     * @param decode reads a record's value
     */
    public ChangeFeed(Supplier<Consumer<byte[], byte[]>> consumers, String topic, Function<byte[], WindowRow> decode) {
        this.logs = () -> new ChangeLog(consumers, topic, decode);
    }

    /**
     * Adds a reader; it is told of what is new from now on. Returns at once: many may come together while the topic is not being
     * read yet, and none of them holds a thread.
     *
     * @return the newest changes; fails, and the reader is taken away, where the topic cannot be read now
     */
    public CompletableFuture<Recent> join(Reader reader) {
        readers.add(reader);
        return started()
                .recent
                .copy()
                .orTimeout(START.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((recent, failure) -> {
                    if (failure != null) {
                        readers.remove(reader);
                        log.warn("Changes cannot be read now: {}", failure.toString());
                    }
                })
                .thenApply(Recent::new);
    }

    /** Takes a reader away. */
    public void leave(Reader reader) {
        readers.remove(reader);
    }

    /** The newest changes, as one reader sees them. */
    public static final class Recent {
        private final RecentChanges changes;

        private Recent(RecentChanges changes) {
            this.changes = changes;
        }

        /** The place behind the newest. */
        public long end() {
            return changes.end();
        }

        /** The position of the newest. */
        public Position newest() {
            return changes.newest();
        }

        /** The place from which all behind a position are here; empty where some are not here any more. */
        public Optional<Long> placeOf(Position position) {
            return changes.placeOf(position);
        }

        /** Some changes from a place on; empty where they are not here any more, as the reader is too slow. */
        public Optional<java.util.List<Change>> from(long place, int most) {
            return changes.from(place, most);
        }
    }

    /** What a reader does with a change of long ago; false where it has gone. */
    @FunctionalInterface
    public interface HistoryReader {
        boolean take(Change change);
    }

    /**
     * Reads what is not among the newest any more, until that point, on the caller's thread.
     *
     * @return where to go on among the newest; empty where the reader has gone
     * @throws IllegalArgumentException if the position is of another topic
     */
    public Optional<Position> history(Position from, Recent recent, HistoryReader reader) {
        try (ChangeLog old = logs.get()) {
            old.seek(from);
            Position[] at = {from};
            boolean[] gone = {false};
            while (!gone[0] && recent.placeOf(at[0]).isEmpty()) {
                old.poll(POLL, (partition, offset, row) -> {
                    at[0] = at[0].after(partition, offset);
                    gone[0] |= !reader.take(new Change(partition, offset, at[0], row));
                });
                at[0] = old.position();
            }
            return gone[0] ? Optional.empty() : Optional.of(at[0]);
        }
    }

    private synchronized Session started() {
        Session running = session;
        if (running == null) {
            running = new Session();
            session = running;
            Session fresh = running;
            Thread thread = new Thread(() -> run(fresh), "changes");
            thread.setDaemon(true);
            thread.start();
        }
        return running;
    }

    private void run(Session own) {
        try (ChangeLog changes = logs.get()) {
            RecentChanges recent = new RecentChanges(RECENT, changes.toEnd());
            own.recent.complete(recent);
            long lastReader = System.nanoTime();
            while (!isOver(own, lastReader)) {
                if (changes.poll(POLL, recent::add) > 0) {
                    readers.forEach(Reader::wake);
                }
                lastReader = readers.isEmpty() ? lastReader : System.nanoTime();
            }
        } catch (RuntimeException e) {
            own.recent.completeExceptionally(e);
            log.warn("Reading changes ended; readers are sent away, and come back by themselves", e);
            synchronized (this) {
                session = session == own ? null : session;
            }
            readers.forEach(Reader::end);
        }
    }

    private synchronized boolean isOver(Session own, long lastReader) {
        boolean over = closed || (readers.isEmpty() && System.nanoTime() - lastReader > LINGER.toNanos());
        if (over && session == own) {
            session = null;
        }
        return over;
    }

    /** Sends all readers away. */
    @Override
    public synchronized void close() {
        closed = true;
        readers.forEach(Reader::end);
    }
}
