package io.meridian.reading;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What makes each field of a reading valid, and how a fault is worded: one place, so that JSON and Avro records are held
 * to the same rules and rejected with the same messages.
 *
 * <p>A message says what was expected and what came, in one line; what came is shortened and made printable.
 */
public final class FieldRules {
    /** The field of the device id. */
    public static final String DEVICE_ID = "device_id";

    /** The field of the metric's name. */
    public static final String METRIC = "metric";

    /** The field of the measured value. */
    public static final String VALUE = "value";

    /** The field of the event time. */
    public static final String TIMESTAMP = "timestamp";

    /** The longest name of a metric, in Unicode code points. */
    public static final int METRIC_CHARACTERS = 128;

    /** The last moment that a reading may bear, 9999-12-31T23:59:59.999Z, in epoch milliseconds. */
    public static final long LAST_TIMESTAMP = 253_402_300_799_999L;

    private FieldRules() {}

    /** The digits of a device id, 0 to 9999; empty where the text is not {@code d-} and four ASCII digits. */
    public static OptionalInt deviceNumber(CharSequence id) {
        if (id.length() != 6 || id.charAt(0) != 'd' || id.charAt(1) != '-') {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int i = 2; i < 6; i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            number = number * 10 + digit;
        }
        return OptionalInt.of(number);
    }

    /**
     * What is wrong with the name of a metric: it is blank (nothing but Unicode white space), has more than
     * {@value #METRIC_CHARACTERS} characters, or holds a control character (Unicode category Cc) or an unpaired
     * surrogate. Characters are counted as code points, as JSON and UTF-8 know them: an emoji is one.
     */
    public static Optional<Violation> checkMetric(String metric) {
        int characters = 0;
        boolean blank = true;
        boolean printable = true;
        for (int at = 0; at < metric.length(); characters++) {
            int character = metric.codePointAt(at);
            at += Character.charCount(character);
            printable &= !Character.isISOControl(character) && !isSurrogate(character);
            blank &= Character.isWhitespace(character) || Character.isSpaceChar(character);
        }
        if (characters > METRIC_CHARACTERS) {
            return Optional.of(invalidMetric("has " + characters + " characters", metric));
        }
        if (!printable) {
            return Optional.of(invalidMetric("has control characters or unpaired surrogates", metric));
        }
        return blank ? Optional.of(invalidMetric("is blank", metric)) : Optional.empty();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /**
     * Reads an RFC 3339 date-time: {@code T}, {@code t} or a space between date and time; {@code Z}, {@code z} or
     * ±hh:mm; up to nine decimals, cut to milliseconds; no leap second and no 24:00.
     *
     * @return epoch milliseconds for which {@link #isTimestamp} holds; empty for any other text
     */
    public static OptionalLong parseTimestamp(CharSequence text) {
        OptionalLong millis = Rfc3339.parse(text);
        return millis.isPresent() && isTimestamp(millis.getAsLong()) ? millis : OptionalLong.empty();
    }

    /**
     * Whether a moment lies in the years 1970 to 9999. The moment decides, in UTC, not the year as written with an
     * offset, so that a JSON and an Avro record of the same moment are judged alike.
     */
    public static boolean isTimestamp(long epochMillis) {
        return epochMillis >= 0 && epochMillis <= LAST_TIMESTAMP;
    }

    /** The record has no value. */
    public static Violation nullValue() {
        return new Violation(RejectCode.NULL_VALUE, "", "expected a value, found none");
    }

    /** The value has more bytes than allowed. */
    public static Violation tooLarge(int bytes, int maxBytes) {
        return new Violation(
                RejectCode.TOO_LARGE, "", "expected at most " + maxBytes + " bytes, found " + bytes + " bytes");
    }

    /** The value is not one JSON object. */
    public static Violation invalidJson(String reason) {
        return new Violation(RejectCode.INVALID_JSON, "", "expected one JSON object, found: " + FoundText.line(reason));
    }

    /** A field is absent. */
    public static Violation missing(String field) {
        return new Violation(RejectCode.MISSING_FIELD, field, "expected the field " + field + ", found none");
    }

    /** A field stands more than once. */
    public static Violation duplicate(String field) {
        String name = FoundText.shortened(field);
        return new Violation(RejectCode.DUPLICATE_FIELD, name, "expected the field " + name + " once, found it again");
    }

    /** A field is beyond the four of the contract, where those are refused. */
    public static Violation unknownField(String field) {
        String name = FoundText.shortened(field);
        return new Violation(
                RejectCode.UNKNOWN_FIELD,
                name,
                "expected only " + String.join(", ", DEVICE_ID, METRIC, VALUE, TIMESTAMP) + ", found " + name);
    }

    /**
     * A field has another type than the contract's.
     *
     * @param expected the contract's type, such as {@code a string}
     * @param found the type that came, with its text where that says more, such as {@code the string "78.4"}
     */
    public static Violation wrongType(String field, String expected, String found) {
        return new Violation(RejectCode.WRONG_TYPE, field, "expected " + expected + ", found " + FoundText.line(found));
    }

    /** The device id is not one. */
    public static Violation invalidDeviceId(String found) {
        return new Violation(
                RejectCode.INVALID_DEVICE_ID,
                DEVICE_ID,
                "expected d- and four ASCII digits, found " + FoundText.quoted(found));
    }

    /** The metric's name is not one, see {@link #checkMetric}, which tells the reason. */
    private static Violation invalidMetric(String reason, String found) {
        return new Violation(
                RejectCode.INVALID_METRIC,
                METRIC,
                "expected 1 to " + METRIC_CHARACTERS + " characters, not blank, none a control character, found "
                        + FoundText.quoted(found) + ", which " + reason);
    }

    /** The timestamp's text is not one. */
    public static Violation invalidTimestamp(String found) {
        return new Violation(
                RejectCode.INVALID_TIMESTAMP,
                TIMESTAMP,
                "expected an RFC 3339 date-time with an offset in the years 1970 to 9999, found "
                        + FoundText.quoted(found));
    }

    /** The timestamp, which came as a number, is out of the years allowed. */
    public static Violation invalidTimestamp(long epochMillis) {
        return new Violation(
                RejectCode.INVALID_TIMESTAMP,
                TIMESTAMP,
                "expected epoch milliseconds in the years 1970 to 9999, 0 to " + LAST_TIMESTAMP + ", found "
                        + epochMillis);
    }

    /**
     * The value is no finite double: NaN, an infinity, or a JSON number past the largest double such as {@code 1e999}.
     * It lies outside any limits that settings could draw, hence {@link RejectCode#OUT_OF_RANGE}.
     */
    public static Violation notFinite(String found) {
        return new Violation(
                RejectCode.OUT_OF_RANGE,
                VALUE,
                "expected a number within the range of a double, found " + FoundText.shortened(found));
    }
}
