package io.meridian.app.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmlessTest {
    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mred', '\\u001b[31mred'",
        "'two\nlines\r', 'two\\u000alines\\u000d'",
        "'\u009b2J', '\\u009b2J'",
        "'\u007f', '\\u007f'",
        "'a\u202egnp.exe', 'a\\u202egnp.exe'",
        "'\u2028', '\\u2028'",
        "'\ufeffx', '\\ufeffx'",
        "'grüße 温度 😀', 'grüße 温度 😀'",
        "'', ''"
    })
    void shouldShowWhatATerminalObeysAndLeaveTheRest(String text, String shown) {
        assertThat(Harmless.text(text)).isEqualTo(shown);
    }

    @Test
    void shouldCutWhatIsLong() {
        assertThat(Harmless.text("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Harmless.text("abcdefg", 6)).isEqualTo("abcde…");
    }
}
