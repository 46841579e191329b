package io.meridian.app.deadletters;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a reader has come, from the newest to the oldest.
 *
 * @param uppers for each partition, the offset before which is what it has not seen
 */
public record DeadLetterCursor(Map<Integer, Long> uppers) {
    private static final byte VERSION = 1;
    private static final int ENTRY = Integer.BYTES + Long.BYTES;

    public DeadLetterCursor {
        uppers = Map.copyOf(uppers);
    }

    static DeadLetterCursor at(Map<Integer, Span> rest) {
        Map<Integer, Long> uppers = new TreeMap<>();
        rest.forEach((partition, span) -> uppers.put(partition, span.to()));
        return new DeadLetterCursor(uppers);
    }

    /** As text that callers hand back as it came. */
    public String encode() {
        ByteBuffer out = ByteBuffer.allocate(1 + uppers.size() * ENTRY).put(VERSION);
        new TreeMap<>(uppers)
                .forEach((partition, upper) -> out.putInt(partition).putLong(upper));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    /** @throws IllegalArgumentException if it is not one that {@link #encode} made */
    public static DeadLetterCursor decode(String text) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (in.get() != VERSION || in.remaining() % ENTRY != 0 || in.remaining() == 0) {
                throw new IllegalArgumentException("no cursor");
            }
            Map<Integer, Long> uppers = new TreeMap<>();
            while (in.hasRemaining()) {
                int partition = in.getInt();
                long upper = in.getLong();
                if (partition < 0 || upper < 0) {
                    throw new IllegalArgumentException("no cursor");
                }
                uppers.put(partition, upper);
            }
            DeadLetterCursor cursor = new DeadLetterCursor(uppers);
            if (!cursor.encode().equals(text)) {
                throw new IllegalArgumentException("no cursor");
            }
            return cursor;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("no cursor", e);
        }
    }
}
