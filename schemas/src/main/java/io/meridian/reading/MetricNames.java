package io.meridian.reading;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of metrics seen of late, found by their bytes, so that a name is one String for as long as it is kept. A
 * table of fixed size: each name has {@value #WAYS} slots that its hash leads to, and takes the next of them in turn
 * where all are taken, so names without end cost time but no memory. For one thread at a time.
 *
 * <p>Bytes are read eight at a time, and a name of up to fifteen is compared as two words.
 */
final class MetricNames {
    /** How many names the table holds. */
    static final int SLOTS = 1024;

    /** What is not found. */
    static final int NONE = -1;

    private static final int WAYS = 4;
    private static final int SET_BITS = 8;
    private static final int TWO_WORDS = 16;
    /** 2⁶⁴ over the golden ratio, odd: its product's upper bits depend on all bits (Knuth, TAOCP 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final long QUOTES = ByteWord.each('"');

    private final byte[][] keys = new byte[SLOTS][0];
    /** The first eight bytes of each key and the last up to seven that do not fill a word, zeros after the end. */
    private final long[] heads = new long[SLOTS];

    private final long[] tails = new long[SLOTS];
    private final String[] names = new String[SLOTS];
    private int turn;
    private int end;

    MetricNames() {
        Arrays.fill(names, "");
    }

    /**
     * Looks up the name that the bytes up to the first quote spell in ASCII without escapes.
     *
     * @param to how far bytes may be read; a quote stands at least eight before
     * @return the name's slot, until the next call; {@link #NONE} where they spell none, or none that is valid
     */
    int find(byte[] bytes, int from, int to) {
        long head = 0;
        long hash = 0;
        int at = from;
        while (at + Long.BYTES <= to) {
            long word = ByteWord.at(bytes, at);
            long quotes = ByteWord.zeros(word ^ QUOTES);
            if (quotes != 0) {
                int bits = Long.numberOfTrailingZeros(quotes) & -Byte.SIZE;
                end = at + bits / Byte.SIZE;
                long tail = word & ((1L << bits) - 1);
                return find(bytes, from, at == from ? tail : head, tail, (hash + tail) * SPREAD);
            }
            head = at == from ? word : head;
            hash = (hash + word) * SPREAD;
            at += Long.BYTES;
        }
        return NONE;
    }

    /** Where the quote was that ended the name last looked up. */
    int end() {
        return end;
    }

    /** The name in a slot. */
    String name(int slot) {
        return names[slot];
    }

    private int find(byte[] bytes, int from, long head, long tail, long hash) {
        int set = (int) (hash >>> (Long.SIZE - SET_BITS)) * WAYS;
        int length = end - from;
        for (int i = set; i < set + WAYS; i++) {
            if (heads[i] == head
                    && tails[i] == tail
                    && keys[i].length == length
                    && (length < TWO_WORDS || Arrays.equals(keys[i], 0, length, bytes, from, end))) {
                return length == 0 ? NONE : i;
            }
        }
        return add(bytes, from, set, head, tail);
    }

    private int add(byte[] bytes, int from, int set, long head, long tail) {
        if (!isPlain(bytes, from, end)) {
            return NONE;
        }
        String name = new String(bytes, from, end - from, StandardCharsets.US_ASCII);
        if (FieldRules.checkMetric(name).isPresent()) {
            return NONE;
        }
        int slot = slot(set);
        keys[slot] = Arrays.copyOfRange(bytes, from, end);
        heads[slot] = head;
        tails[slot] = tail;
        names[slot] = name;
        return slot;
    }

    private int slot(int set) {
        for (int i = set; i < set + WAYS; i++) {
            if (keys[i].length == 0) {
                return i;
            }
        }
        turn = (turn + 1) % WAYS;
        return set + turn;
    }

    private static boolean isPlain(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || bytes[i] == '\\') {
                return false;
            }
        }
        return true;
    }
}
