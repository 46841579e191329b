package io.meridian.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.query.StandbyLags.Lag;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandbyLagsTest {
    private final StandbyLags lags = new StandbyLags();

    @Test
    void shouldNotKnowTheAgeOfACopyThatHasNeverCaughtUp() {
        lags.note(0, 10, 100, 1_000);

        assertThat(lags.of(0, 1_000)).isEmpty();
        assertThat(lags.of(1, 1_000)).isEmpty();
    }

    @Test
    void shouldCountFromTheLastEndThatTheCopyHasComeTo() {
        lags.note(0, 50, 101, 1_000);
        lags.note(0, 80, 201, 2_000);
        lags.note(0, 120, 301, 3_000);

        assertThat(lags.of(0, 3_500)).hasValue(new Lag(2_500, 180));

        lags.note(0, 400, 401, 4_000);
        assertThat(lags.of(0, 4_500)).hasValue(new Lag(500, 0));
    }

    @Test
    void shouldNotTakeTheMarkOfATransactionForARecord() {
        lags.note(0, 99, 100, 1_000);

        assertThat(lags.of(0, 1_000)).hasValue(new Lag(0, 0));
    }

    @Test
    void shouldForgetCopiesThatAreGone() {
        lags.note(0, 99, 100, 1_000);
        lags.keepOnly(Set.of(1));

        assertThat(lags.of(0, 1_000)).isEmpty();
    }
}
