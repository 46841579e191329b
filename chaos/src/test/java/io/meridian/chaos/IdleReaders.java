package io.meridian.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Many readers of events on plain sockets, all held by one thread, which takes what comes and forgets it. */
final class IdleReaders implements AutoCloseable {
    /** How many connect at the same time: fewer than a listener lets wait. */
    private static final int AT_ONCE = 40;

    private final byte[] request;
    private final InetSocketAddress address;
    private final int count;
    private final Selector selector;
    private final List<Reader> readers = new ArrayList<>();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger heartbeats = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "readers");
    private volatile boolean closed;

    private static final class Reader {
        private final SocketChannel channel;
        private boolean heard;

        private Reader(SocketChannel channel) {
            this.channel = channel;
        }
    }

    IdleReaders(URI instance, String path, int count) throws IOException {
        this.request =
                ("GET " + path + " HTTP/1.1\r\nHost: " + instance.getAuthority() + "\r\n\r\n").getBytes(US_ASCII);
        this.address = new InetSocketAddress(instance.getHost(), instance.getPort());
        this.count = count;
        this.selector = Selector.open();
        thread.start();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
        try {
            while (!closed) {
                while (readers.size() < count && readers.size() < heard.get() + lost.get() + AT_ONCE) {
                    connect();
                }
                selector.select(key -> serve(key, buffer), 100);
            }
            for (Reader reader : readers) {
                reader.channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        Reader reader = new Reader(channel);
        readers.add(reader);
        channel.connect(address);
        channel.register(selector, SelectionKey.OP_CONNECT, reader);
    }

    private void serve(SelectionKey key, ByteBuffer buffer) {
        Reader reader = (Reader) key.attachment();
        try {
            if (key.isConnectable() && reader.channel.finishConnect()) {
                // So short that it always fits.
                reader.channel.write(ByteBuffer.wrap(request));
                key.interestOps(SelectionKey.OP_READ);
            } else if (key.isReadable()) {
                read(reader, buffer);
            }
        } catch (IOException e) {
            end(key, reader);
        }
    }

    private void read(Reader reader, ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (reader.channel.read(buffer) < 0) {
            throw new IOException("ended");
        }
        String text = US_ASCII.decode(buffer.flip()).toString();
        if (!reader.heard) {
            if (!text.startsWith("HTTP/1.1 200 ")) {
                throw new IOException("refused: " + text);
            }
            reader.heard = true;
            heard.incrementAndGet();
        } else {
            heartbeats.incrementAndGet();
        }
    }

    private void end(SelectionKey key, Reader reader) {
        key.cancel();
        lost.incrementAndGet();
        if (reader.heard) {
            heard.decrementAndGet();
        }
        try {
            reader.channel.close();
        } catch (IOException e) {
            // Then it is no longer open, which is what was wanted.
        }
    }

    /** How many have been let in and are connected. */
    int heard() {
        return heard.get();
    }

    /** How many were refused or sent away. */
    int lost() {
        return lost.get();
    }

    /** How often any of them got something after it had been let in. */
    int heartbeats() {
        return heartbeats.get();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
