package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortDecimalTest {
    private final ReadingFields fields = new ReadingFields();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "7", "10", "99", "100", "1234567", "0.0", "0.5", "0.00001", "78.4", "100.0", "9.99999", "99999.9",
                "100.001"
            })
    void shouldReadWhatDoubleReads(String number) {
        assertThat(read(number)).isEqualTo(number.length());
        assertThat(fields.value).isEqualTo(Double.parseDouble(number));
    }

    @Test
    void shouldReadEveryShortDecimalAsDoubleDoes() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            int decimals = random.nextInt(0, 6);
            int whole = random.nextInt(0, (int) Math.pow(10, random.nextInt(1, decimals == 0 ? 8 : 7 - decimals)));
            String number = decimals == 0
                    ? String.valueOf(whole)
                    : whole + "." + String.format("%0" + decimals + "d", random.nextInt((int) Math.pow(10, decimals)));
            assertThat(read(number)).as(number).isEqualTo(number.length());
            assertThat(fields.value).as(number).isEqualTo(Double.parseDouble(number));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".5",
                "5.",
                "00",
                "01",
                "00.5",
                "1.2.3",
                "-1",
                "+1",
                "1e2",
                "1E2",
                "1 ",
                " 1",
                "12345678",
                "123456.7",
                "\"1\"",
                "1/",
                "1:",
                "\u0000",
                "1\u0000",
                "\u00801",
                "é",
                "null",
                "NaN",
                "0x1"
            })
    void shouldLeaveAllElse(String text) {
        assertThat(read(text)).isEqualTo(-1);
    }

    @Test
    void shouldNotReadPastTheFirstComma() {
        byte[] bytes = "...1,2,3,4......".getBytes(StandardCharsets.UTF_8);

        assertThat(ShortDecimal.read(bytes, 3, fields)).isEqualTo(4);
        assertThat(fields.value).isEqualTo(1);
    }

    private int read(String number) {
        byte[] bytes = ("..." + number + ",\"timest").getBytes(StandardCharsets.UTF_8);
        int end = ShortDecimal.read(bytes, 3, fields);
        return end < 0 ? end : end - 3;
    }
}
