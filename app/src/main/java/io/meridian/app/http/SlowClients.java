package io.meridian.app.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections whose request does not get complete, although a byte now and then keeps them from being idle: a few
 * thousand of them would keep everybody else out. Whoever only reads, as of events, sends nothing and is left alone.
 */
final class SlowClients extends AbstractLifeCycle implements Connection.Listener {
    private final Map<Connection, Seen> connections = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final Duration patience;

    /**
     * What a look at a connection saw.
     *
     * @param bytes how many had come
     * @param requests how many had begun to be answered
     * @param waiting whether bytes had come, and no request, since the look before
     */
    private record Seen(long bytes, long requests, boolean waiting) {}

    /** @param patience how long a request may take to come; the slowest is ended after three times as long */
    SlowClients(Scheduler scheduler, Duration patience) {
        this.scheduler = scheduler;
        this.patience = patience;
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    @Override
    public void onOpened(Connection connection) {
        // Those of HTTP, and not those of TLS below them.
        if (connection instanceof ConnectionMetaData) {
            connections.put(connection, new Seen(0, 0, false));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    private void lookLater() {
        var unused = scheduler.schedule(this::look, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isStarting() && !isRunning()) {
            return;
        }
        connections.forEach((connection, before) -> {
            Seen now = look(connection, before);
            if (now.waiting() && before.waiting()) {
                connection.close();
            } else {
                connections.replace(connection, before, now);
            }
        });
        lookLater();
    }

    private static Seen look(Connection connection, Seen before) {
        long bytes = connection.getBytesIn();
        long requests = connection.getMessagesIn();
        boolean waiting = requests == before.requests() && (requests == 0 || bytes > before.bytes());
        return new Seen(bytes, requests, waiting);
    }
}
