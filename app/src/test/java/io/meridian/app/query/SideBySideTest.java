package io.meridian.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

    private final ExecutorService others = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    @Test
    void shouldGiveAllInTheirOrderWhoeverDoesThem() {
        assertThat(SideBySide.map(NUMBERS, number -> number * 2, others))
                .isEqualTo(NUMBERS.stream().map(number -> number * 2).toList());
        assertThat(SideBySide.map(NUMBERS, number -> number * 2)).hasSize(100);
        assertThat(SideBySide.map(List.<Integer>of(), number -> number)).isEmpty();
    }

    @Test
    void shouldShareTheWork() {
        CyclicBarrier both = new CyclicBarrier(2);

        // Neither gets past without the other.
        assertThat(SideBySide.map(List.of(1, 2), number -> met(both) ? number : 0, others))
                .containsExactly(1, 2);
    }

    private static boolean met(CyclicBarrier both) {
        try {
            both.await(1, TimeUnit.MINUTES);
            return true;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldDoAllItselfWhereNobodyElseHasTime() {
        List<Runnable> left = new ArrayList<>();

        assertThat(SideBySide.map(NUMBERS, number -> number, left::add)).isEqualTo(NUMBERS);
        assertThat(left).isNotEmpty();
        left.forEach(Runnable::run);
    }

    @Test
    void shouldThrowWhatTheWorkThrew() {
        assertThatThrownBy(() -> SideBySide.map(
                        NUMBERS,
                        number -> {
                            if (number == 50) {
                                throw new StoresUnavailableException("moved away");
                            }
                            return number;
                        },
                        others))
                .isInstanceOf(StoresUnavailableException.class)
                .hasMessage("moved away");
    }
}
