package io.meridian.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.registry.RegistryRefusedException;
import io.meridian.registry.RegistryUnavailableException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegistryWarmUpTest {
    private final StopSignal stop = new StopSignal();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void shouldAskUntilTheRegistryAnswers() {
        RegistryWarmUp warmUp = new RegistryWarmUp(
                () -> {
                    if (asked.incrementAndGet() < 3) {
                        throw new RegistryUnavailableException("not up yet");
                    }
                },
                stop);

        assertThat(warmUp.await()).isTrue();
        assertThat(asked).hasValue(3);
    }

    @Test
    void shouldGiveUpWhenAskedToStop() {
        RegistryWarmUp warmUp = new RegistryWarmUp(
                () -> {
                    stop.request();
                    throw new RegistryUnavailableException("not up yet");
                },
                stop);

        assertThat(warmUp.await()).isFalse();
    }

    @Test
    void shouldNotStartWhereTheRegistryRefusesASchema() {
        RegistryWarmUp warmUp = new RegistryWarmUp(
                () -> {
                    throw new RegistryRefusedException("incompatible with version 3");
                },
                stop);

        assertThatThrownBy(warmUp::await).isInstanceOf(StartException.class).hasMessageContaining("version 3");
    }
}
