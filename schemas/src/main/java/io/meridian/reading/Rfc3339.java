package io.meridian.reading;

import java.util.OptionalLong;

/**
 * The date-time of RFC 3339, section 5.6, as Meridian takes it: see {@link FieldRules#parseTimestamp}. A parser of its
 * own, because {@code java.time}'s accept what the RFC does not (a missing second, 24:00, years of more digits) or
 * refuse what it allows (a space, lower case).
 */
final class Rfc3339 {
    /** Length of {@code yyyy-MM-ddTHH:mm:ss}. */
    private static final int SECONDS_END = 19;

    private static final int MAX_DECIMALS = 9;

    private Rfc3339() {}

    /** Epoch milliseconds of years 0 to 9999 as written, so perhaps outside of what a reading may bear. */
    static OptionalLong parse(CharSequence text) {
        if (text.length() <= SECONDS_END || !hasSeparators(text)) {
            return OptionalLong.empty();
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (!Calendar.isDate(year, month, day) || !isTime(hour, minute) || !isBelow(second, 60)) {
            return OptionalLong.empty();
        }
        int offsetAt = SECONDS_END;
        int millis = 0;
        if (text.charAt(SECONDS_END) == '.') {
            offsetAt = endOfDigits(text, SECONDS_END + 1);
            int decimals = offsetAt - SECONDS_END - 1;
            if (decimals < 1 || decimals > MAX_DECIMALS) {
                return OptionalLong.empty();
            }
            millis = millis(text, SECONDS_END + 1, offsetAt);
        }
        if (!isOffset(text, offsetAt)) {
            return OptionalLong.empty();
        }
        long local = Calendar.epochDay(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second;
        return OptionalLong.of((local - offsetSeconds(text, offsetAt)) * 1_000 + millis);
    }

    private static boolean hasSeparators(CharSequence text) {
        char between = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (between == 'T' || between == 't' || between == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static boolean isOffset(CharSequence text, int at) {
        int length = text.length() - at;
        if (length == 1) {
            return text.charAt(at) == 'Z' || text.charAt(at) == 'z';
        }
        return length == 6
                && (text.charAt(at) == '+' || text.charAt(at) == '-')
                && text.charAt(at + 3) == ':'
                && isTime(number(text, at + 1, 2), number(text, at + 4, 2));
    }

    private static int offsetSeconds(CharSequence text, int at) {
        if (text.length() - at == 1) {
            return 0;
        }
        int seconds = number(text, at + 1, 2) * 3_600 + number(text, at + 4, 2) * 60;
        return text.charAt(at) == '-' ? -seconds : seconds;
    }

    private static int millis(CharSequence text, int from, int to) {
        int millis = 0;
        for (int i = from; i < from + 3; i++) {
            millis = millis * 10 + (i < to ? text.charAt(i) - '0' : 0);
        }
        return millis;
    }

    private static int endOfDigits(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isTime(int hour, int minute) {
        return isBelow(hour, 24) && isBelow(minute, 60);
    }

    private static boolean isBelow(int number, int limit) {
        return number >= 0 && number < limit;
    }

    /** The number that exactly these characters write, or -1 where one is not an ASCII digit. */
    private static int number(CharSequence text, int from, int length) {
        int number = 0;
        for (int i = from; i < from + length; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
