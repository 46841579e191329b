package io.meridian.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line between two processes that can be made bad. Bytes that are held back arrive when it is good again, as they do after
 * TCP has sent them once more; only {@link Condition#CUT} loses connections.
 */
final class TcpProxy implements AutoCloseable {
    /** How the line is. */
    enum Condition {
        GOOD,
        /** Each piece arrives later, by {@link TcpProxy#DELAY}. */
        SLOW,
        /** All connections are gone, and none comes about. */
        CUT,
        /** Connections come about and stay, but nothing arrives on either side. */
        HALF_OPEN,
        /** What the client sends arrives, the answers do not. */
        NO_ANSWERS,
        /** Answers arrive, what the client sends does not. */
        NO_REQUESTS;

        boolean holds(boolean answers) {
            return this == HALF_OPEN || this == (answers ? NO_ANSWERS : NO_REQUESTS);
        }
    }

    static final Duration DELAY = Duration.ofMillis(200);
    private static final int PIECE = 64 * 1024;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private Condition condition = Condition.GOOD;
    private volatile boolean closed;

    /** @param target a port of loopback; nobody need listen there yet */
    TcpProxy(int target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a proxy", e);
        }
        thread("accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized void become(Condition condition) {
        this.condition = condition;
        if (condition == Condition.CUT) {
            sockets.forEach(TcpProxy::close);
        }
        notifyAll();
    }

    private void accept() {
        while (!closed) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // Closed, or a client that has gone already: the next one may be better.
            }
        }
    }

    private void connect(Socket client) {
        Socket upstream = new Socket();
        sockets.add(client);
        sockets.add(upstream);
        if (isCut()) {
            end(client, upstream);
            return;
        }
        thread("requests", () -> {
            try {
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                thread("answers", () -> pump(upstream, client, true));
                pump(client, upstream, false);
            } catch (IOException e) {
                end(client, upstream);
            }
        });
    }

    private synchronized boolean isCut() {
        return condition == Condition.CUT;
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] piece = new byte[PIECE];
        try {
            for (int read; (read = from.getInputStream().read(piece)) >= 0; ) {
                pass(answers);
                to.getOutputStream().write(piece, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // The connection has ended on one side; what remains is to end it on the other.
        } finally {
            end(from, to);
        }
    }

    private synchronized void pass(boolean answers) throws InterruptedException {
        long due = System.nanoTime() + DELAY.toNanos();
        for (long left = due - System.nanoTime();
                condition == Condition.SLOW && left > 0;
                left = due - System.nanoTime()) {
            // Never 0, which would stand for ever.
            wait(left / 1_000_000 + 1);
        }
        while (condition.holds(answers) && !closed) {
            wait();
        }
    }

    private void end(Socket one, Socket other) {
        close(one);
        close(other);
        sockets.remove(one);
        sockets.remove(other);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Then it is no longer open, which is what was wanted.
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(TcpProxy::close);
        notifyAll();
    }
}
