package io.meridian.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on loopback that nobody listens on. */
public final class FreePorts {
    /**
     * Below those that Linux gives to whoever connects somewhere ({@code ip_local_port_range}): one of those may be taken by a
     * connection between its being found and its being used.
     */
    private static final int LOWEST = 16_384;

    private static final int HIGHEST = 32_767;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /**
     * Looks for ports by chance. Nothing reserves them: they should be used at once.
     *
     * @param count how many, at least 0
     * @return that many different ports
     */
    public static List<Integer> find(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            // All are held open until the last is known, so that none comes twice.
            for (int i = 0; i < count; i++) {
                sockets.add(open());
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        } finally {
            sockets.forEach(FreePorts::close);
        }
    }

    private static ServerSocket open() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return new ServerSocket(
                        ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1), 1, InetAddress.getLoopbackAddress());
            } catch (BindException e) {
                // Taken: another.
            }
        }
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** One such port. */
    public static int find() {
        return find(1).get(0);
    }

    /** Whether a server could listen on this port of loopback now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do it, so that connections of a server that has just ended do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
