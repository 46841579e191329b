package io.meridian.reading;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads {@code 2025-03-12T14:30:00Z}, with up to nine decimals, from ASCII bytes. The day is remembered, since nearly
 * every record bears that of the one before. For one thread at a time.
 */
final class CanonicalTimestamp {
    /** Bytes of a time without decimals. */
    static final int SHORTEST = 20;

    /** What is not recognised. */
    static final long NONE = -1;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LONGEST = SHORTEST + 1 + 9;
    private static final int INVALID = 100;

    /** The last date's bytes up to the day, the day's own, and what they mean; bytes of zero are no date. */
    private long lastMonth;

    private short lastDay;
    private long lastDayMillis;

    /** Where the quote is that may end the time that begins here; -1 where there is none. */
    static int end(byte[] text, int from, int to) {
        int last = Math.min(from + LONGEST, to - 1);
        for (int at = from + SHORTEST; at <= last; at++) {
            if (text[at] == '"') {
                return at;
            }
        }
        return -1;
    }

    /** Epoch milliseconds of these bytes, at least {@value #SHORTEST} of them; negative before 1970, and {@link #NONE}. */
    long parse(byte[] text, int from, int to) {
        int length = to - from;
        if (length > LONGEST
                || text[from + 10] != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':'
                || text[to - 1] != 'Z') {
            return NONE;
        }
        int hour = twoDigits(text, from + 11);
        int minute = twoDigits(text, from + 14);
        int second = twoDigits(text, from + 17);
        if (hour >= 24 || minute >= 60 || second >= 60 || !knowsDay(text, from)) {
            return NONE;
        }
        int millis = length == SHORTEST ? 0 : decimals(text, from + SHORTEST - 1, to - 1);
        return millis < 0 ? NONE : lastDayMillis + (hour * 3_600 + minute * 60 + second) * 1_000L + millis;
    }

    private boolean knowsDay(byte[] text, int from) {
        long month = ByteWord.at(text, from);
        short day = (short) SHORT.get(text, from + 8);
        if (month == lastMonth && day == lastDay) {
            return true;
        }
        int yearNumber = twoDigits(text, from) * 100 + twoDigits(text, from + 2);
        int monthNumber = twoDigits(text, from + 5);
        int dayNumber = twoDigits(text, from + 8);
        if (text[from + 4] != '-'
                || text[from + 7] != '-'
                || twoDigits(text, from + 2) == INVALID
                || !Calendar.isDate(yearNumber, monthNumber, dayNumber)) {
            return false;
        }
        lastMonth = month;
        lastDay = day;
        lastDayMillis = Calendar.epochDay(yearNumber, monthNumber, dayNumber) * 86_400_000L;
        return true;
    }

    /** The milliseconds of a point and digits, or -1. */
    private static int decimals(byte[] text, int from, int to) {
        if (text[from] != '.' || to == from + 1) {
            return -1;
        }
        int millis = 0;
        int unit = 100;
        for (int i = from + 1; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            millis += digit * unit;
            unit /= 10;
        }
        return millis;
    }

    /** A number of two digits, or {@link #INVALID}. */
    private static int twoDigits(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? INVALID : tens * 10 + ones;
    }
}
