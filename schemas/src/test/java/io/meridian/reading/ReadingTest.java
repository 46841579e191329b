package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ReadingTest {
    @Test
    void shouldRefuseWhatADecoderWouldRejectAndNameAllOfIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reading("d-12345", " ", Double.NaN, -1))
                .withMessageContainingAll("\"d-12345\"", "is blank", "found NaN", "found -1");
    }

    @Test
    void shouldKnowOneZero() {
        assertThat(new Reading("d-0000", "m", -0.0, 0)).isEqualTo(new Reading("d-0000", "m", 0.0, 0));
    }
}
