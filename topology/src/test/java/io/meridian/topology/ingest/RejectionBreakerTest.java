package io.meridian.topology.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RejectionBreakerTest {
    private final AtomicLong clock = new AtomicLong(Duration.ofDays(3).toNanos());
    private final AtomicLong generation = new AtomicLong(7);
    private final RejectionBreaker breaker = new RejectionBreaker(OptionalDouble.of(0.5), clock::get, generation::get);

    @Test
    void shouldHoldIngestWhenMoreThanTheShareOfTheLastMinuteIsRejected() {
        breaker.judged(50, 50);
        assertThat(breaker.isHeld()).as("exactly the share").isFalse();

        breaker.judged(0, 1);

        assertThat(breaker.isHeld()).isTrue();
        assertThat(breaker.trip()).hasValueSatisfying(trip -> {
            assertThat(trip.readings()).isEqualTo(101);
            assertThat(trip.rejected()).isEqualTo(51);
            assertThat(trip.words()).contains("51 of the 101", "reject.max.ratio=0.5", "meridian resume");
        });
        assertThat(breaker.trips()).isEqualTo(1);
    }

    @Test
    void shouldNotJudgeByAHandfulOfReadings() {
        breaker.judged(0, 99);
        assertThat(breaker.isHeld()).isFalse();

        breaker.judged(0, 1);
        assertThat(breaker.isHeld()).isTrue();
    }

    @Test
    void shouldForgetWhatIsOlderThanAMinute() {
        breaker.judged(0, 99);
        pass(Duration.ofSeconds(60));
        breaker.judged(0, 1);
        assertThat(breaker.isHeld()).isFalse();

        pass(Duration.ofSeconds(59));
        breaker.judged(0, 98);
        assertThat(breaker.isHeld()).isFalse();
        breaker.judged(0, 1);
        assertThat(breaker.isHeld()).isTrue();
    }

    @Test
    void shouldGoOnByCommandAndCountAnew() {
        breaker.judged(0, 100);

        assertThat(breaker.resume("asked")).isTrue();
        assertThat(breaker.resume("asked again")).isFalse();
        breaker.judged(0, 99);
        assertThat(breaker.isHeld()).isFalse();

        breaker.judged(0, 1);
        assertThat(breaker.trips()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWhenOtherSettingsAreKnown() {
        breaker.judged(0, 100);
        assertThat(breaker.isHeld()).isTrue();

        generation.set(8);

        assertThat(breaker.isHeld()).isFalse();
    }

    @Test
    void shouldHoldNothingUnlessAskedTo() {
        RejectionBreaker off = RejectionBreaker.off();
        off.judged(0, 1_000_000);

        assertThat(off.isHeld()).isFalse();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
