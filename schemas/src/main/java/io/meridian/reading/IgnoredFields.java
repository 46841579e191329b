package io.meridian.reading;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;

/**
 * Recognises what may follow the four fields of a reading where more are ignored: fields with a name of their own, whose value is
 * a number, a literal or a string, all of it in printable ASCII with neither escapes nor spaces between. For one thread at a time.
 */
final class IgnoredFields {
    /** What is not recognised. */
    private static final int NONE = -1;

    /** Beyond, comparing each name with all before it would cost more than the strict decoder. */
    private static final int MOST = 16;

    private static final byte[] TRUE = "true".getBytes(US_ASCII);
    private static final byte[] FALSE = "false".getBytes(US_ASCII);
    private static final byte[] NULL = "null".getBytes(US_ASCII);
    private static final List<byte[]> NOT_IGNORED = List.of(
            FieldRules.DEVICE_ID.getBytes(US_ASCII),
            FieldRules.METRIC.getBytes(US_ASCII),
            FieldRules.VALUE.getBytes(US_ASCII),
            FieldRules.TIMESTAMP.getBytes(US_ASCII));

    private static final long SPACES = ByteWord.each(' ');
    private static final long QUOTES = ByteWord.each('"');
    private static final long BACKSLASHES = ByteWord.each('\\');

    private final int[] nameStarts = new int[MOST];
    private final int[] nameEnds = new int[MOST];

    /**
     * Whether the bytes are such fields, if any, up to the brace that ends the record.
     *
     * @param from behind the last field, at most where the brace is
     * @param to behind the closing brace, which has been seen there
     */
    boolean fill(byte[] bytes, int from, int to) {
        int at = from;
        for (int fields = 0; at != NONE && at < to - 1; fields++) {
            if (fields == MOST || bytes[at] != ',' || bytes[at + 1] != '"') {
                return false;
            }
            int name = at + 2;
            int end = endOfPlain(bytes, name, to);
            if (end == NONE || bytes[end] != '"' || bytes[end + 1] != ':' || isTaken(bytes, name, end, fields)) {
                return false;
            }
            nameStarts[fields] = name;
            nameEnds[fields] = end;
            at = endOfValue(bytes, end + 2, to);
        }
        return at == to - 1;
    }

    private boolean isTaken(byte[] bytes, int from, int to, int fields) {
        for (byte[] known : NOT_IGNORED) {
            if (Arrays.equals(known, 0, known.length, bytes, from, to)) {
                return true;
            }
        }
        for (int i = 0; i < fields; i++) {
            if (Arrays.equals(bytes, nameStarts[i], nameEnds[i], bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static int endOfValue(byte[] bytes, int at, int to) {
        return switch (bytes[at]) {
            case '"' -> {
                int end = endOfPlain(bytes, at + 1, to);
                yield end == NONE || bytes[end] != '"' ? NONE : end + 1;
            }
            case 't' -> endOfLiteral(bytes, at, to, TRUE);
            case 'f' -> endOfLiteral(bytes, at, to, FALSE);
            case 'n' -> endOfLiteral(bytes, at, to, NULL);
            default -> endOfNumber(bytes, at);
        };
    }

    private static int endOfLiteral(byte[] bytes, int at, int to, byte[] literal) {
        int end = at + literal.length;
        return end < to && Arrays.equals(literal, 0, literal.length, bytes, at, end) ? end : NONE;
    }

    /** As the grammar of JSON has it; the record's closing brace is no part of it, so it ends there at the latest. */
    private static int endOfNumber(byte[] bytes, int from) {
        int whole = bytes[from] == '-' ? from + 1 : from;
        int at = endOfDigits(bytes, whole);
        if (at == whole || (bytes[whole] == '0' && at > whole + 1)) {
            return NONE;
        }
        if (bytes[at] == '.') {
            int decimals = at + 1;
            at = endOfDigits(bytes, decimals);
            if (at == decimals) {
                return NONE;
            }
        }
        if (bytes[at] == 'e' || bytes[at] == 'E') {
            int exponent = bytes[at + 1] == '-' || bytes[at + 1] == '+' ? at + 2 : at + 1;
            at = endOfDigits(bytes, exponent);
            if (at == exponent) {
                return NONE;
            }
        }
        return at;
    }

    private static int endOfDigits(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** Where the first byte is that is a quote, a backslash or no printable ASCII, eight bytes at a time; {@link #NONE} if none is. */
    private static int endOfPlain(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long word = ByteWord.at(bytes, at);
            // Of what is no ASCII, or below a space, the lowest bit set marks the first, too.
            long others = (word | ((word - SPACES) & ~word)) & ByteWord.HIGH_BITS;
            long ends = others | ByteWord.zeros(word ^ QUOTES) | ByteWord.zeros(word ^ BACKSLASHES);
            if (ends != 0) {
                return at + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at < to ? at : NONE;
    }
}
