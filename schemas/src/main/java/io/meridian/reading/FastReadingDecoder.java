package io.meridian.reading;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the canonical JSON form of a reading straight from its bytes, without an allocation as long as the names of
 * metrics repeat:
 *
 * <pre>{"device_id":"d-8842","metric":"cpu_load","value":78.4,"timestamp":"2025-03-12T14:30:00Z"}</pre>
 *
 * <p>The fields in this order with no space between; a metric of printable ASCII without escapes; a number without
 * exponent of at most 15 significant digits, so that mantissa and power of ten are exact and their quotient is the
 * nearest double; a time in UTC with {@code T}, {@code Z} and up to nine decimals. Where fields that are not known are
 * ignored, they may follow, as {@link IgnoredFields} has them. Whatever differs is left to {@link StrictReadingDecoder}, and
 * what is accepted here, that one accepts with equal fields.
 *
 * <p>For one thread at a time.
 */
public final class FastReadingDecoder {
    /** How many metrics a decoder tells apart by {@link ReadingFields#metricSlot}. */
    public static final int METRIC_SLOTS = MetricNames.SLOTS;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    // The text between the fields, as machine words: {"device_id":"d- ","metric":" ","value": ,"timestamp":"
    private static final long DEVICE_HEAD = word("{\"device");
    private static final long DEVICE_TAIL = word("_id\":\"d-");
    private static final long METRIC_HEAD = word("\",\"metri");
    private static final int METRIC_TAIL = (int) word("c\":\"\0\0\0\0");
    private static final long VALUE_HEAD = word("\",\"value");
    private static final long TIMESTAMP_HEAD = word(",\"timest");
    /** Overlaps the head by two bytes. */
    private static final long TIMESTAMP_TAIL = word("stamp\":\"");

    private static final int DEVICE_DIGITS = 16;
    private static final int METRIC_KEY = 20;
    private static final int METRIC = 32;
    private static final int VALUE_KEY_LENGTH = 10;
    private static final int TIMESTAMP_KEY_LENGTH = 14;
    private static final int END_LENGTH = 2;

    /** From the comma before the timestamp's key to the end of the record, where the time has no decimals. */
    private static final int SHORTEST_TAIL = TIMESTAMP_KEY_LENGTH + CanonicalTimestamp.SHORTEST + END_LENGTH;

    /** The record of a one-letter metric and a one-digit value. */
    private static final int SHORTEST = METRIC + 1 + VALUE_KEY_LENGTH + 1 + SHORTEST_TAIL;

    private final int maxBytes;
    private final boolean rejectUnknownFields;
    private final IgnoredFields ignored = new IgnoredFields();
    private final MetricNames metrics = new MetricNames();
    private final CanonicalTimestamp timestamps = new CanonicalTimestamp();

    /** A decoder beside a strict one that allows the default 65,536 bytes or more, of the four fields and no others. */
    public FastReadingDecoder() {
        this(65_536, true);
    }

    /**
     * A decoder beside a strict one that was given the same.
     *
     * @param maxBytes the longest value recognised, in bytes; not more than the strict decoder allows
     * @param rejectUnknownFields whether a field beyond the four is a violation; else such fields may follow
     */
    public FastReadingDecoder(int maxBytes, boolean rejectUnknownFields) {
        this.maxBytes = maxBytes;
        this.rejectUnknownFields = rejectUnknownFields;
    }

    /**
     * Tries to read one reading.
     *
     * @param json the whole record value
     * @param into filled when the answer is true, of unspecified content otherwise
     * @return whether the bytes were recognised; false decides nothing, it hands over to {@link StrictReadingDecoder}
     */
    public boolean decode(byte[] json, ReadingFields into) {
        return decode(json, 0, json.length, into);
    }

    /**
     * Tries to read one reading that stands among other bytes.
     *
     * @param bytes the bytes that hold the record value
     * @param from where it starts
     * @param to where it ends, exclusive
     * @param into filled when the answer is true, of unspecified content otherwise
     * @return whether the bytes were recognised, as in {@link #decode(byte[], ReadingFields)}
     */
    public boolean decode(byte[] bytes, int from, int to, ReadingFields into) {
        // The brace at the end is where the scans for a digit's end stop at the latest.
        if (to - from < SHORTEST || to - from > maxBytes || bytes[to - 1] != '}') {
            return false;
        }
        int valueKey = readDevice(bytes, from, into) ? readMetric(bytes, from + METRIC, to, into) : -1;
        if (valueKey < 0 || to - valueKey < VALUE_KEY_LENGTH + 1 + SHORTEST_TAIL) {
            return false;
        }
        int timestampKey = isValueKey(bytes, valueKey) ? readNumber(bytes, valueKey + VALUE_KEY_LENGTH, into) : -1;
        if (timestampKey < 0 || to - timestampKey < SHORTEST_TAIL || !isTimestampKey(bytes, timestampKey)) {
            return false;
        }
        return readTimestamp(bytes, timestampKey + TIMESTAMP_KEY_LENGTH, to, into);
    }

    private boolean readTimestamp(byte[] bytes, int from, int to, ReadingFields into) {
        if (bytes[to - 2] == '"') {
            into.timestamp = timestamps.parse(bytes, from, to - END_LENGTH);
            if (into.timestamp >= 0) {
                return true;
            }
        }
        if (rejectUnknownFields) {
            return false;
        }
        int end = CanonicalTimestamp.end(bytes, from, to);
        into.timestamp = end < 0 ? CanonicalTimestamp.NONE : timestamps.parse(bytes, from, end);
        return into.timestamp >= 0 && ignored.fill(bytes, end + 1, to);
    }

    private static boolean readDevice(byte[] bytes, int from, ReadingFields into) {
        if (ByteWord.at(bytes, from) != DEVICE_HEAD
                || ByteWord.at(bytes, from + 8) != DEVICE_TAIL
                || ByteWord.at(bytes, from + METRIC_KEY) != METRIC_HEAD
                || (int) INT.get(bytes, from + METRIC_KEY + 8) != METRIC_TAIL) {
            return false;
        }
        int number = 0;
        for (int i = from + DEVICE_DIGITS; i < from + METRIC_KEY; i++) {
            if (!isDigit(bytes[i])) {
                return false;
            }
            number = number * 10 + bytes[i] - '0';
        }
        into.device = number;
        return true;
    }

    /** Where the metric's closing quote is, or -1. */
    private int readMetric(byte[] bytes, int from, int to, ReadingFields into) {
        int slot = metrics.find(bytes, from, to);
        if (slot < 0) {
            return -1;
        }
        into.metric = metrics.name(slot);
        into.metricSlot = slot;
        return metrics.end();
    }

    private static boolean isValueKey(byte[] bytes, int at) {
        return ByteWord.at(bytes, at) == VALUE_HEAD && bytes[at + 8] == '"' && bytes[at + 9] == ':';
    }

    private static boolean isTimestampKey(byte[] bytes, int at) {
        return ByteWord.at(bytes, at) == TIMESTAMP_HEAD && ByteWord.at(bytes, at + 6) == TIMESTAMP_TAIL;
    }

    /** Where the number ends, or -1. */
    private static int readNumber(byte[] bytes, int from, ReadingFields into) {
        int end = ShortDecimal.read(bytes, from, into);
        return end < 0 ? readLongNumber(bytes, from, into) : end;
    }

    private static int readLongNumber(byte[] bytes, int from, ReadingFields into) {
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int at = first;
        long mantissa = 0;
        while (isDigit(bytes[at]) && mantissa <= PlainDecimal.MAX_MANTISSA) {
            mantissa = mantissa * 10 + bytes[at++] - '0';
        }
        if (at == first || (bytes[first] == '0' && at > first + 1)) {
            return -1;
        }
        int decimals = 0;
        if (bytes[at] == '.') {
            int point = at++;
            while (isDigit(bytes[at]) && mantissa <= PlainDecimal.MAX_MANTISSA) {
                mantissa = mantissa * 10 + bytes[at++] - '0';
            }
            decimals = at - point - 1;
            if (decimals == 0) {
                return -1;
            }
        }
        if (mantissa > PlainDecimal.MAX_MANTISSA || decimals > PlainDecimal.MAX_DECIMALS) {
            return -1;
        }
        double number = PlainDecimal.toDouble(mantissa, decimals);
        into.value = negative ? 0.0 - number : number; // which makes no -0.0
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static long word(String text) {
        return ByteWord.at(text.getBytes(StandardCharsets.US_ASCII), 0);
    }
}
