package io.meridian.topology.closing;

import static java.util.Objects.requireNonNull;

import io.meridian.topology.aggregate.WindowAggregate;
import java.nio.ByteBuffer;

/**
 * What the store holds of one window.
 *
 * @param status whether it has closed
 * @param revision 0, then one more for each correction after closing
 * @param aggregate its readings' summary
 */
public record WindowState(Status status, int revision, WindowAggregate aggregate) {
    private static final byte VERSION = 1;

    public WindowState {
        requireNonNull(status, "status");
        requireNonNull(aggregate, "aggregate");
    }

    WindowState closed() {
        return new WindowState(Status.FINAL, revision, aggregate);
    }

    byte[] toBytes() {
        byte[] summary = aggregate.encode();
        return ByteBuffer.allocate(6 + summary.length)
                .put(VERSION)
                .put(status.code())
                .putInt(revision)
                .put(summary)
                .array();
    }

    static WindowState fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("expected a window state of version " + VERSION + ", found " + version
                    + ": was the store written by a newer version? Upgrade all instances.");
        }
        Status status = Status.of(in.get());
        return new WindowState(status, in.getInt(), WindowAggregate.decode(in));
    }
}
