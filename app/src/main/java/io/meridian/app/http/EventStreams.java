package io.meridian.app.http;

import io.meridian.app.changes.ChangeFeed;
import io.meridian.app.changes.Position;
import io.meridian.app.query.Selection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The readers of Server-Sent Events (HTML standard, 9.2). */
final class EventStreams implements AutoCloseable {
    private static final int MAX_HISTORIES = 8;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final ChangeFeed feed;
    private final int maxReaders;
    private final Semaphore places;
    private final Set<EventReader> readers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(EventStreams::daemon);
    private final ExecutorService histories = new ThreadPoolExecutor(
            0, MAX_HISTORIES, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), EventStreams::daemon);

    /** @param maxReaders how many there may be at once */
    EventStreams(ChangeFeed feed, int maxReaders) {
        this.feed = feed;
        this.maxReaders = maxReaders;
        this.places = new Semaphore(maxReaders);
        var unused = clock.scheduleAtFixedRate(
                () -> readers.forEach(EventReader::beat),
                HEARTBEAT.toMillis(),
                HEARTBEAT.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "events");
        thread.setDaemon(true);
        return thread;
    }

    int readers() {
        return readers.size();
    }

    /**
     * A place among the readers. What can be said of it only when the topic is being read takes no thread until then.
     *
     * @throws BadParameterException if the id is none that an event had
     */
    Reply open(Selection selection, Optional<String> lastEventId) {
        Optional<Position> from = lastEventId.map(EventStreams::position);
        if (!places.tryAcquire()) {
            return Problems.unavailable(
                    "there are " + maxReaders + " readers of events already, as many as rest.max.readers allows");
        }
        EventReader reader = new EventReader(selection, this::left);
        readers.add(reader);
        return new Reply(
                200,
                "text/event-stream",
                new Reply.Endless((response, callback) -> join(reader, from, response, callback)),
                Map.of("X-Accel-Buffering", "no"));
    }

    private void join(EventReader reader, Optional<Position> from, Response response, Callback callback) {
        var unused = feed.join(reader).whenComplete((recent, failure) -> {
            Optional<Reply> refusal = refusal(from, recent, failure);
            if (refusal.isPresent()) {
                left(reader);
                Router.send(refusal.get(), response, callback);
            } else {
                begin(reader, from, recent, response, callback);
            }
        });
    }

    private static Optional<Reply> refusal(
            Optional<Position> from, ChangeFeed.@Nullable Recent recent, @Nullable Throwable failure) {
        if (failure != null || recent == null) {
            return Optional.of(Problems.unavailable("changes cannot be read now"));
        }
        return from.filter(position -> !position.hasAsManyPartitionsAs(recent.newest()))
                .map(position -> Problems.badParameter(refused()));
    }

    private void begin(
            EventReader reader,
            Optional<Position> from,
            ChangeFeed.Recent recent,
            Response response,
            Callback callback) {
        Optional<Long> place = from.isEmpty() ? Optional.of(recent.end()) : recent.placeOf(from.get());
        reader.open(recent, response, callback);
        if (place.isPresent()) {
            reader.follow(place.get(), from.orElse(recent.newest()));
            return;
        }
        try {
            histories.execute(() -> catchUp(reader, from.get(), recent));
        } catch (RejectedExecutionException e) {
            reader.end();
        }
    }

    private void catchUp(EventReader reader, Position from, ChangeFeed.Recent recent) {
        try {
            feed.history(from, recent, reader::writeAndWait)
                    .ifPresentOrElse(
                            at -> recent.placeOf(at).ifPresentOrElse(place -> reader.follow(place, at), reader::end),
                            reader::end);
        } catch (RuntimeException e) {
            reader.end();
        }
    }

    private void left(EventReader reader) {
        feed.leave(reader);
        if (readers.remove(reader)) {
            places.release();
        }
    }

    private static Position position(String id) {
        try {
            return Position.decode(id);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static BadParameterException refused() {
        return new BadParameterException("Last-Event-ID", "expected the id of an event, as it came");
    }

    @Override
    public void close() {
        clock.shutdownNow();
        histories.shutdownNow();
        feed.close();
        readers.forEach(EventReader::end);
    }
}
