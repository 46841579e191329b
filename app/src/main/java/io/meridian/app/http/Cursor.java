package io.meridian.app.http;

import io.meridian.app.query.RowPosition;
import io.meridian.topology.aggregate.Series;
import java.nio.ByteBuffer;
import java.util.Base64;

/** A place in a list, as text that callers hand back as it came. */
final class Cursor {
    private static final byte VERSION = 1;
    private static final int HEAD = 1 + Long.BYTES;

    private Cursor() {}

    static String encode(RowPosition position) {
        byte[] series = position.series().toBytes();
        byte[] bytes = ByteBuffer.allocate(HEAD + series.length)
                .put(VERSION)
                .putLong(position.start())
                .put(series)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws BadParameterException if it is not one that {@link #encode} made */
    static RowPosition decode(String text) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (in.remaining() <= HEAD || in.get() != VERSION) {
                throw refused();
            }
            long start = in.getLong();
            byte[] series = new byte[in.remaining()];
            in.get(series);
            RowPosition position = new RowPosition(start, Series.fromBytes(series));
            if (start < 0 || !encode(position).equals(text)) {
                throw refused();
            }
            return position;
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    static BadParameterException refused() {
        return new BadParameterException("cursor", "expected the value of \"next\" of an answer, as it came");
    }
}
