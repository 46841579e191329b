package io.meridian.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MILLI = 1_000_000L;

    @Test
    void shouldSpreadARateEvenlyAndLoseNoFraction() {
        Pacer pacer = new Pacer(250, 0);
        long taken = 0;
        for (int ms = 10; ms <= 1_000; ms += 10) {
            long due = pacer.take(ms * MILLI);
            assertThat(due).isBetween(2L, 3L);
            taken += due;
        }
        assertThat(taken).isEqualTo(250);
    }

    @Test
    void shouldReachRatesBelowOneATick() {
        Pacer pacer = new Pacer(1, 0);
        long taken = 0;
        for (int ms = 10; ms <= 3_010; ms += 10) {
            taken += pacer.take(ms * MILLI);
        }
        assertThat(taken).isEqualTo(3);
    }

    @Test
    void shouldNotMakeUpForALongHoldUp() {
        Pacer pacer = new Pacer(1_000, 0);

        assertThat(pacer.take(60_000 * MILLI)).isEqualTo(100);
    }
}
