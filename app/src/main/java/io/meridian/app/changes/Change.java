package io.meridian.app.changes;

import io.meridian.app.query.WindowRow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One committed change. Safe for concurrent use. */
public final class Change {
    private final int partition;
    private final long offset;
    private final Position after;
    private final WindowRow row;
    private volatile byte @Nullable [] encoded;

    /**
     * @param partition of the topic of changes
     * @param offset in it
     * @param after where a reader stands that has taken it in
     * @param row the window as it has become
     */
    Change(int partition, long offset, Position after, WindowRow row) {
        this.partition = partition;
        this.offset = offset;
        this.after = after;
        this.row = row;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    /** Where a reader stands that has taken it in. */
    public Position after() {
        return after;
    }

    /** The window as it has become. */
    public WindowRow row() {
        return row;
    }

    /**
     * As it is sent, made once for all readers.
     *
     * @param encode makes it; always the same function
     */
    public byte[] encoded(Function<Change, byte[]> encode) {
        byte[] known = encoded;
        if (known == null) {
            known = encode.apply(this);
            encoded = known;
        }
        return known;
    }
}
