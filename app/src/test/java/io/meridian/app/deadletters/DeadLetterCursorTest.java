package io.meridian.app.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterCursorTest {
    @Test
    void shouldComeBackAsItWent() {
        DeadLetterCursor cursor = new DeadLetterCursor(Map.of(0, 17L, 3, Long.MAX_VALUE));

        assertThat(DeadLetterCursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "AA", "AQ", "AQAAAAA", "AQAAAAAAAAAAAAAAEg==", "AQAAAAAAAAAAAAAA", "?", "AQ////8AAAAAAAAAEQ"
            })
    void shouldRefuseEverythingElse(String text) {
        assertThatThrownBy(() -> DeadLetterCursor.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
