package io.meridian.reading;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of metrics seen of late, found by their bytes, so that a name is one String for as long as it is kept. A
 * table of fixed size: each name has {@value #WAYS} places that its hash leads to, and takes the next of them in turn
 * where all are taken, so names without end cost time but no memory. For one thread at a time.
 */
final class MetricNames {
    private static final int SETS = 256;
    private static final int WAYS = 4;

    private final byte[][] keys = new byte[SETS * WAYS][0];
    private final @Nullable String[] names = new String[SETS * WAYS];
    private int turn;

    /**
     * The name that these bytes, up to a quote, spell in ASCII without escapes; null where they do not, or where it is
     * not valid as a metric's.
     *
     * @param hash any hash of the bytes that depends on nothing else
     */
    @Nullable
    String find(byte[] bytes, int from, int to, int hash) {
        int set = ((hash * 0x9E3779B9) >>> 24) * WAYS;
        for (int i = set; i < set + WAYS; i++) {
            if (Arrays.equals(keys[i], 0, keys[i].length, bytes, from, to)) {
                return names[i]; // of the empty name, which equals a free place, null
            }
        }
        return add(bytes, from, to, set);
    }

    private @Nullable String add(byte[] bytes, int from, int to, int set) {
        if (!isPlain(bytes, from, to)) {
            return null;
        }
        String name = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        if (FieldRules.checkMetric(name).isPresent()) {
            return null;
        }
        int place = place(set);
        keys[place] = Arrays.copyOfRange(bytes, from, to);
        names[place] = name;
        return name;
    }

    private int place(int set) {
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
