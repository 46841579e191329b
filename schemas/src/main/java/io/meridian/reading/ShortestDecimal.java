package io.meridian.reading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * The shortest decimal that reads back as a given double, and of several such the nearest to it, or the even one of two. Not
 * {@code Double.toString}, which before Java 19 writes digits too many for some (JDK-4511638): {@code 2.0E-3} is good,
 * but 2⁻⁴⁴ came out as {@code 5.6843418860808015E-14}.
 */
final class ShortestDecimal {
    /** Enough for every double. */
    private static final int MAX_DIGITS = 17;

    /** With no more digits than these, a normal double that has a decimal at all has only one. */
    private static final int UNIQUE_DIGITS = 15;

    // Where ECMAScript's Number::toString changes to an exponent, which is what JSON's readers are used to.
    private static final int MAX_PLAIN_EXPONENT = 20;
    private static final int MIN_PLAIN_EXPONENT = -6;

    /** Of two decimals as near as each other the even one, as Java has it; where the nearest fails, the other may still do. */
    private static final List<RoundingMode> NEAREST_FIRST =
            List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP);

    private ShortestDecimal() {}

    /** Appends a finite number in JSON's grammar, a whole one without {@code .0}. */
    static void append(double value, StringBuilder to) {
        double magnitude = Math.abs(value);
        if (value < 0) {
            to.append('-');
        }
        int decimals = PlainDecimal.decimals(magnitude);
        BigDecimal decimal = decimals < 0
                ? search(magnitude)
                : BigDecimal.valueOf(PlainDecimal.mantissa(magnitude, decimals), decimals);
        append(decimal, to);
    }

    private static BigDecimal search(double magnitude) {
        BigDecimal exact = new BigDecimal(magnitude);
        // Subnormals have fewer significant digits than others, so that even fewer of them may do.
        int first = magnitude < Double.MIN_NORMAL ? 1 : UNIQUE_DIGITS;
        for (int digits = first; digits < MAX_DIGITS; digits++) {
            for (RoundingMode mode : NEAREST_FIRST) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (rounded.doubleValue() == magnitude) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private static void append(BigDecimal decimal, StringBuilder to) {
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT) {
            to.append(decimal.toPlainString());
            return;
        }
        String digits = decimal.unscaledValue().toString();
        to.append(digits.charAt(0));
        if (digits.length() > 1) {
            to.append('.').append(digits, 1, digits.length());
        }
        to.append('e').append(exponent);
    }
}
