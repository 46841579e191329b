package io.meridian.topology.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.flow.Partial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialAggregatesTest {
    private static final NumberedSeries LOAD = new NumberedSeries(new Series("us", "cpu_load"), 0);
    private static final NumberedSeries HEAT = new NumberedSeries(new Series("us", "temperature"), 1);

    private final PartialAggregates partials = new PartialAggregates(3);

    @Test
    void shouldCombineReadingsOfOneSeriesInOneWindow() {
        partials.add(LOAD, 0, 1, 10, 5);
        partials.add(LOAD, 0, 2, 30, 6);

        Partial only = drained().get(0);
        assertThat(only.series()).isEqualTo(LOAD.series());
        assertThat(only.windowStart()).isZero();
        assertThat(only.aggregate().count()).isEqualTo(2);
        assertThat(only.aggregate().sum()).isEqualTo(40);
        assertThat(only.aggregate().devices()).isEqualTo(2);
        assertThat(only.aggregate().generation()).isEqualTo(6);
    }

    @Test
    void shouldKeepSeriesAndWindowsApartInWhateverOrderTheyCome() {
        for (int round = 0; round < 3; round++) {
            partials.add(LOAD, 0, 1, 1, 0);
            partials.add(LOAD, 60_000, 1, 10, 0);
            partials.add(HEAT, 0, 1, 100, 0);
            partials.add(LOAD, 120_000, 1, 1_000, 0);
            partials.add(LOAD, 0, 1, 1, 0);
        }

        assertThat(drained())
                .extracting(
                        Partial::series,
                        Partial::windowStart,
                        partial -> partial.aggregate().sum())
                .containsExactly(
                        tuple(LOAD.series(), 0L, 6.0),
                        tuple(LOAD.series(), 60_000L, 30.0),
                        tuple(HEAT.series(), 0L, 300.0),
                        tuple(LOAD.series(), 120_000L, 3_000.0));
    }

    @Test
    void shouldForgetWhatItHasHandedOver() {
        partials.add(LOAD, 0, 1, 1, 0);
        drained();
        assertThat(drained()).isEmpty();

        partials.add(LOAD, 0, 1, 7, 0);
        assertThat(drained()).extracting(partial -> partial.aggregate().sum()).containsExactly(7.0);
    }

    @Test
    void shouldTakeSeriesOfAnyNumber() {
        for (int number = 0; number < 10_000; number += 999) {
            partials.add(new NumberedSeries(new Series("us", "m" + number), number), 0, 1, number, 0);
        }

        assertThat(drained())
                .hasSize(11)
                .allSatisfy(partial -> assertThat(partial.series().metric())
                        .isEqualTo("m" + (int) partial.aggregate().sum()));
    }

    @Test
    void shouldNotMixSeriesThatHaveTheSameNumber() {
        NumberedSeries other = new NumberedSeries(HEAT.series(), LOAD.number());
        partials.add(LOAD, 0, 1, 1, 0);
        partials.add(other, 0, 1, 2, 0);
        partials.add(LOAD, 0, 1, 1, 0);

        assertThat(drained())
                .extracting(Partial::series, partial -> partial.aggregate().sum())
                .containsExactly(tuple(LOAD.series(), 2.0), tuple(HEAT.series(), 2.0));
    }

    @Test
    void shouldSayWhenItIsFull() {
        partials.add(LOAD, 0, 1, 1, 0);
        partials.add(HEAT, 0, 1, 1, 0);
        assertThat(partials.isFull()).isFalse();

        partials.add(LOAD, 60_000, 1, 1, 0);
        assertThat(partials.isFull()).isTrue();

        drained();
        assertThat(partials.isFull()).isFalse();
    }

    private List<Partial> drained() {
        List<Partial> drained = new ArrayList<>();
        partials.drainTo(drained::add);
        return drained;
    }
}
