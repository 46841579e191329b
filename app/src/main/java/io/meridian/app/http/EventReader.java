package io.meridian.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.meridian.app.changes.Change;
import io.meridian.app.changes.ChangeFeed;
import io.meridian.app.changes.Position;
import io.meridian.app.query.Selection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * One reader of events. It has a place among the newest changes and at most one write on its way; one that has not ended by the
 * second heartbeat, or whose place is gone, ends the reader. So a slow reader costs nothing but its connection.
 */
final class EventReader extends IteratingCallback implements ChangeFeed.Reader {
    private static final int MAX_CHANGES = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);

    private final Selection selection;
    private final Consumer<EventReader> onEnd;

    private volatile ChangeFeed.@Nullable Recent recent;
    private volatile @Nullable Response response;
    private final AtomicReference<@Nullable Callback> callback = new AtomicReference<>();
    private volatile @Nullable Position floor;
    private volatile boolean beatDue;
    private volatile boolean ending;
    private volatile boolean ended;
    private volatile long writingSince;
    private long place;

    EventReader(Selection selection, Consumer<EventReader> onEnd) {
        this.selection = selection;
        this.onEnd = onEnd;
    }

    void open(ChangeFeed.Recent changes, Response to, Callback whenDone) {
        recent = changes;
        response = to;
        callback.set(whenDone);
        if (ended) {
            finish(Callback::succeeded);
        }
    }

    /**
     * Sends what comes from now on. The first heartbeat goes at once, so that the reader knows it is heard.
     *
     * @param from the place among the newest changes
     * @param has what it has already and does not get again
     */
    void follow(long from, Position has) {
        place = from;
        beatDue = true;
        floor = has;
        iterate();
    }

    @Override
    public void wake() {
        if (floor != null) {
            iterate();
        }
    }

    /** Shows that the connection lives; ends the reader that has not taken the last write in so long. */
    void beat() {
        long since = writingSince;
        if (since != 0 && System.nanoTime() - since > PATIENCE.toNanos()) {
            abort(new TimeoutException("the reader does not read"));
            return;
        }
        beatDue = true;
        wake();
    }

    @Override
    public void end() {
        ending = true;
        iterate();
    }

    /** Sends one change of long ago, and waits until it is on its way. */
    boolean writeAndWait(Change change) {
        if (ending) {
            return false;
        }
        if (!selection.matches(change.row().series())) {
            return true;
        }
        Response to = requireNonNull(response, "response");
        Callback.Completable written = new Callback.Completable();
        to.write(false, ByteBuffer.wrap(change.encoded(EventReader::event)), written);
        try {
            written.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    protected Action process() {
        writingSince = 0;
        if (ending) {
            return Action.SUCCEEDED;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (out.size() == 0) {
            Optional<List<Change>> next = requireNonNull(recent, "recent").from(place, MAX_CHANGES);
            if (next.isEmpty()) {
                throw new IllegalStateException("the reader is too slow");
            }
            if (next.get().isEmpty()) {
                break;
            }
            place += next.get().size();
            for (Change change : next.get()) {
                if (isWanted(change)) {
                    out.writeBytes(change.encoded(EventReader::event));
                }
            }
        }
        if (out.size() == 0) {
            if (!beatDue) {
                return Action.IDLE;
            }
            out.writeBytes(HEARTBEAT);
        }
        beatDue = false;
        writingSince = System.nanoTime();
        requireNonNull(response, "response").write(false, ByteBuffer.wrap(out.toByteArray()), this);
        return Action.SCHEDULED;
    }

    private boolean isWanted(Change change) {
        return selection.matches(change.row().series())
                && !requireNonNull(floor, "floor").isBehind(change);
    }

    private static byte[] event(Change change) {
        byte[] row = Json.object(json -> new RowWriter().row(json, change.row()));
        return ("id: " + change.after().encode() + "\ndata: " + new String(row, UTF_8) + "\n\n").getBytes(UTF_8);
    }

    @Override
    protected void onCompleteSuccess() {
        finish(Callback::succeeded);
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        finish(done -> done.failed(cause));
    }

    /** The end may come before there is anything to complete. */
    private void finish(Consumer<Callback> completion) {
        ended = true;
        onEnd.accept(this);
        Callback done = callback.getAndSet(null);
        if (done != null) {
            completion.accept(done);
        }
    }
}
