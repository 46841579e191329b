package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRulesTest {
    @Test
    void shouldReadTheDigitsOfEveryDeviceId() {
        for (int number = 0; number < 10_000; number++) {
            assertThat(FieldRules.deviceNumber("d-%04d".formatted(number))).isEqualTo(OptionalInt.of(number));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d-",
                "d-123",
                "d-12345",
                "D-1234",
                "d_1234",
                "d-12a4",
                "d-１２３４",
                "d-1234\n",
                " d-1234",
                "d--123"
            })
    void shouldRefuseADeviceId(String id) {
        assertThat(FieldRules.deviceNumber(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "cpu_load", "température (°C)", "a b", "\"", "\u200b", "\u00a0x"})
    void shouldTakeAMetric(String metric) {
        assertThat(FieldRules.checkMetric(metric)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "\u00a0\u3000\u2003",
                "a\u0000",
                "a\nb",
                "a\u007f",
                "a\u009fb",
                "\ud83d",
                "\ude00\ud83d"
            })
    void shouldRefuseAMetric(String metric) {
        assertThat(FieldRules.checkMetric(metric))
                .get()
                .extracting(Violation::code, Violation::field)
                .containsExactly(RejectCode.INVALID_METRIC, "metric");
    }

    @Test
    void shouldCountTheCharactersOfAMetricAsCodePoints() {
        assertThat(FieldRules.checkMetric("\ud83d\ude00".repeat(128))).isEmpty();
        assertThat(FieldRules.checkMetric("\ud83d\ude00".repeat(129))).isPresent();
        assertThat(FieldRules.checkMetric("m".repeat(129))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-12T14:30:00Z,                2025-03-12T14:30:00Z",
        "2025-03-12t14:30:00z,                2025-03-12T14:30:00Z",
        "2025-03-12 14:30:00.5Z,              2025-03-12T14:30:00.500Z",
        "2025-03-12T14:30:00.123999999Z,      2025-03-12T14:30:00.123Z",
        "2025-03-12T14:30:00+14:00,           2025-03-12T00:30:00Z",
        "2025-03-12T14:30:00-23:59,           2025-03-13T14:29:00Z",
        "2025-03-12T14:30:00-00:00,           2025-03-12T14:30:00Z",
        "2024-02-29T23:59:59.999Z,            2024-02-29T23:59:59.999Z",
        "2000-02-29T00:00:00Z,                2000-02-29T00:00:00Z",
        "1970-01-01T00:00:00Z,                1970-01-01T00:00:00Z",
        "1969-12-31T23:00:00-01:00,           1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z,      9999-12-31T23:59:59.999Z",
    })
    void shouldReadATimestamp(String text, Instant moment) {
        assertThat(FieldRules.parseTimestamp(text)).isEqualTo(OptionalLong.of(moment.toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-03-12",
                "2025-03-12T14:30:00",
                "2025-03-12T14:30Z",
                "2025-03-12T14:30:60Z",
                "2016-12-31T23:59:60Z",
                "2025-03-12T24:00:00Z",
                "2025-03-12T14:60:00Z",
                "2025-02-29T14:30:00Z",
                "2024-02-30T14:30:00Z",
                "2100-02-29T14:30:00Z",
                "2025-04-31T14:30:00Z",
                "2025-00-12T14:30:00Z",
                "2025-13-12T14:30:00Z",
                "2025-03-00T14:30:00Z",
                "2025-03-32T14:30:00Z",
                "2025-03-12T14:30:00.Z",
                "2025-03-12T14:30:00,5Z",
                "2025-03-12T14:30:00.1234567890Z",
                "2025-03-12T14:30:00+24:00",
                "2025-03-12T14:30:00+23:60",
                "2025-03-12T14:30:00+0100",
                "2025-03-12T14:30:00+01",
                "2025-03-12T14:30:00+1:00",
                "2025-03-12T14:30:00Z ",
                "2025-03-12T14:30:00Z\n",
                "2025-03-12T14:30:00Z+00:00",
                "2025-03-12_14:30:00Z",
                "2025/03/12T14:30:00Z",
                "2025-03-12T14.30.00Z",
                "2025-3-12T14:30:00.0Z",
                "+2025-03-12T14:30:00Z",
                "-025-03-12T14:30:00Z",
                "２０２５-03-12T14:30:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "1970-01-01T00:59:59+01:00",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-00:01",
                "10000-01-01T00:00:00Z",
            })
    void shouldRefuseATimestamp(String text) {
        assertThat(FieldRules.parseTimestamp(text)).isEmpty();
    }

    @Test
    void shouldKnowTheMomentsOfTheYears1970To9999() {
        assertThat(FieldRules.isTimestamp(-1)).isFalse();
        assertThat(FieldRules.isTimestamp(0)).isTrue();
        assertThat(FieldRules.isTimestamp(253402300799999L)).isTrue();
        assertThat(FieldRules.isTimestamp(253402300800000L)).isFalse();
    }

    @Test
    void shouldWordAFaultInOneShortPrintableLine() {
        assertThat(FieldRules.invalidDeviceId("d-1\n\u202e\ud800" + "x".repeat(1_000))
                        .message())
                .isEqualTo(
                        "expected d- and four ASCII digits, found \"d-1\\u000a\\u202e\\ud800" + "x".repeat(54) + "…\"");
        assertThat(FieldRules.invalidTimestamp(-1).message()).endsWith("0 to 253402300799999, found -1");
        assertThat(FieldRules.unknownField("x\u0000").field()).isEqualTo("x\\u0000");
    }
}
