package io.meridian.app.deadletters;

/**
 * Some offsets of one partition.
 *
 * @param from inclusive
 * @param to exclusive, at least {@code from}
 */
public record Span(long from, long to) {
    public Span {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("expected offsets from 0 up, found " + from + " to " + to);
        }
    }

    boolean isEmpty() {
        return from == to;
    }
}
