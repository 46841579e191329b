package io.meridian.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections that stay: of twenty, one has sent garbage, nine the begin of a request, ten nothing. */
final class Crowd implements AutoCloseable {
    private static final String GARBAGE = "\u0016\u0003\u0001\u0000\u00ffgarbage\r\n\r\n";
    private static final String BEGIN = "GET /v1/aggregates?region=us HTTP/1.1\r\nHost: a\r\nX-Slow: ";
    private static final int PATIENCE_MILLIS = 1_100;

    private final List<SocketChannel> all = new ArrayList<>();
    private final List<SocketChannel> garbage = new ArrayList<>();
    private int connected;
    private int told;

    /** Connects one after the other; once one is not taken, nobody waits for those behind. */
    Crowd(InetSocketAddress address, int size) throws IOException {
        boolean full = false;
        for (int i = 0; i < size; i++) {
            SocketChannel one = SocketChannel.open();
            all.add(one);
            // Ends are resets, and leave nothing behind in the system.
            one.setOption(StandardSocketOptions.SO_LINGER, 0);
            one.configureBlocking(false);
            if (one.connect(address) || isConnected(one, full ? 1 : PATIENCE_MILLIS)) {
                connected++;
                send(one, i % 20);
            } else {
                full = true;
            }
        }
    }

    private static boolean isConnected(SocketChannel one, int millis) throws IOException {
        try (Selector selector = Selector.open()) {
            one.register(selector, SelectionKey.OP_CONNECT);
            selector.select(millis);
        }
        return one.finishConnect();
    }

    private void send(SocketChannel one, int kind) throws IOException {
        if (kind == 0) {
            garbage.add(one);
            one.write(ByteBuffer.wrap(GARBAGE.getBytes(ISO_8859_1)));
        } else if (kind < 10) {
            one.write(ByteBuffer.wrap(BEGIN.getBytes(US_ASCII)));
        }
    }

    /** How many have a connection, be it one that only the system has taken. */
    int connected() {
        return connected;
    }

    /** How many of them have sent garbage. */
    int garbage() {
        return garbage.size();
    }

    /** How many of those that sent garbage have been answered with a status so far. */
    int told(String status) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(4_096);
        for (SocketChannel one : garbage) {
            answer.clear();
            if (one.read(answer) > 0 && new String(answer.array(), 0, answer.position(), US_ASCII).contains(status)) {
                told++;
            }
        }
        return told;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel one : all) {
            one.close();
        }
    }
}
