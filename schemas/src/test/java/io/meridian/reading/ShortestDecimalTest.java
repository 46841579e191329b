package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {
    private static final long SEED = Long.getLong("meridian.test.seed", System.nanoTime());

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "-1, -1",
        "100, 100",
        "78.4, 78.4",
        "-0.5, -0.5",
        "0.30000000000000004, 0.30000000000000004",
        "100.00000000000001, 100.00000000000001",
        "0.002, 0.002",
        "0.000001, 0.000001",
        "0.0000012345, 0.0000012345",
        "1e-7, 1e-7",
        "1.25e-10, 1.25e-10",
        "1e15, 1000000000000000",
        "123456789012345680000, 123456789012345680000",
        "1e21, 1e21",
        "1.5e300, 1.5e300",
        "2e23, 2e23",
        "5.684341886080802e-14, 5.684341886080802e-14",
        "1.7976931348623157e308, 1.7976931348623157e308",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "4.9e-324, 5e-324",
        "586683948332.34375, 586683948332.3438",
        "9007199254740993, 9007199254740992",
    })
    void shouldWrite(double value, String written) {
        assertThat(write(value)).isEqualTo(written);
    }

    @Test
    void shouldReadBackAsTheSameDoubleAndBeTheShortestThatDoes() {
        doubles().forEach(value -> {
            BigDecimal written = new BigDecimal(write(value)).stripTrailingZeros();

            assertThat(written.doubleValue()).as("seed %d", SEED).isEqualTo(value);
            BigDecimal exact = new BigDecimal(value);
            if (written.precision() > 1) {
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
                    assertThat(exact.round(new MathContext(written.precision() - 1, mode))
                                    .doubleValue())
                            .as("seed %d: shorter than %s", SEED, written)
                            .isNotEqualTo(value);
                }
            }
        });
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_19)
    void shouldWriteTheDigitsThatJavaWritesSinceItWritesTheShortest() {
        doubles().forEach(value -> {
            BigDecimal written = new BigDecimal(write(value));
            if (written.precision() > 1) { // Java prefers the nearest of two digits to the shortest of one
                assertThat(written).as("seed %d", SEED).isEqualByComparingTo(new BigDecimal(Double.toString(value)));
            }
        });
    }

    /** Any bits, powers of two and their neighbours, where the gap to the next double changes, and everyday numbers. */
    private static DoubleStream doubles() {
        Random random = new Random(SEED);
        return DoubleStream.concat(
                        DoubleStream.concat(
                                random.longs(10_000).mapToDouble(Double::longBitsToDouble),
                                random.ints(5_000, -1_074, 1_024).mapToDouble(e -> Math.scalb(1.0, e))),
                        DoubleStream.concat(
                                random.ints(5_000, -1_074, 1_024).mapToDouble(e -> Math.nextDown(Math.scalb(1.0, e))),
                                random.doubles(10_000, -100, 100)
                                        .map(x -> random.nextBoolean() ? Math.rint(x * 100) / 100 : x)))
                .filter(Double::isFinite)
                .map(x -> x + 0.0);
    }

    private static String write(double value) {
        StringBuilder text = new StringBuilder();
        ShortestDecimal.append(value, text);
        return text.toString();
    }
}
