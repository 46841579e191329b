package io.meridian.app.http;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response while it is written. A short one goes out whole when it is closed, its length in the head, in one write; a
 * long one in pieces, and whoever writes waits for a slow reader, but no longer than the connection may be idle. No more than
 * the buffer is held.
 */
final class AnswerStream extends OutputStream {
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int FEW_BYTES = 1024;

    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream(FEW_BYTES);
    private @Nullable OutputStream pieces;
    private boolean closed;

    /** @param callback is told when the last byte is on its way */
    AnswerStream(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (pieces == null && whole.size() + length > BUFFER_BYTES) {
            pieces = new BufferedOutputStream(Content.Sink.asOutputStream(response), BUFFER_BYTES);
            whole.writeTo(pieces);
            whole.reset();
        }
        (pieces == null ? whole : pieces).write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (pieces == null) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, whole.size());
            response.write(true, ByteBuffer.wrap(whole.toByteArray()), callback);
        } else {
            pieces.close();
            callback.succeeded();
        }
    }

    /** Breaks the connection off where something has been sent already, as a reader could take half for the whole. */
    void fail(Throwable cause) {
        closed = true;
        callback.failed(cause);
    }
}
