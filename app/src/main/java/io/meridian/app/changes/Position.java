package io.meridian.app.changes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * How far a reader has come: the offset of the next change in each partition. The same on every instance, as it is Kafka's own.
 * Immutable.
 */
public final class Position {
    private static final byte VERSION = 1;

    private final long[] next;

    Position(long[] next) {
        this.next = next.clone();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Position decode(String text) {
        ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        if (in.remaining() < 1 + Long.BYTES || in.get() != VERSION || in.remaining() % Long.BYTES != 0) {
            throw new IllegalArgumentException("not a position");
        }
        long[] next = new long[in.remaining() / Long.BYTES];
        for (int partition = 0; partition < next.length; partition++) {
            next[partition] = in.getLong();
            if (next[partition] < 0) {
                throw new IllegalArgumentException("not a position");
            }
        }
        return new Position(next);
    }

    /** As text without spaces. */
    public String encode() {
        ByteBuffer out = ByteBuffer.allocate(1 + next.length * Long.BYTES).put(VERSION);
        for (long offset : next) {
            out.putLong(offset);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    /** Whether it can be one of the same topic. */
    public boolean hasAsManyPartitionsAs(Position other) {
        return next.length == other.next.length;
    }

    /** Whether a change stands before it, so that a reader who is here has it. */
    public boolean isBehind(Change change) {
        return change.offset() < next[change.partition()];
    }

    int partitions() {
        return next.length;
    }

    long next(int partition) {
        return next[partition];
    }

    /** The same behind one more change. */
    Position after(int partition, long offset) {
        Position after = new Position(next);
        after.next[partition] = offset + 1;
        return after;
    }

    /** Whether everything from here on stands behind another position, or at it. */
    boolean isAtOrBehind(Position other) {
        for (int partition = 0; partition < next.length; partition++) {
            if (next[partition] < other.next[partition]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Position position && Arrays.equals(next, position.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.toString(next);
    }
}
