package io.meridian.topology.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowAggregateTest {
    private static final int[] SIZES = {1, 2, 3, 15, 16, 17, 18, 63, 64, 65, 128, 129, 1_000, 20_000};

    @ParameterizedTest
    @EnumSource
    void shouldAgreeWithExactArithmetic(Shape shape) {
        for (int size : SIZES) {
            Random random = new Random(size);
            WindowAggregate aggregate = new WindowAggregate();
            Oracle oracle = new Oracle();
            for (int i = 0; i < size; i++) {
                int device = random.nextInt(random.nextBoolean() ? 10_000 : 50);
                double value = shape.next(random);
                long generation = random.nextInt(7);
                aggregate.add(device, value, generation);
                oracle.add(device, value, generation);
            }
            oracle.confirm(aggregate);
        }
    }

    @Test
    void shouldGiveTheSameAnswersWhateverIsAskedBetweenReadings() {
        Random random = new Random(5);
        WindowAggregate asked = new WindowAggregate();
        Oracle oracle = new Oracle();
        for (int i = 0; i < 500; i++) {
            double value = Shape.TEMPERATURE.next(random);
            asked.add(i, value, 1);
            oracle.add(i, value, 1);
            assertThat(asked.count()).isEqualTo(i + 1);
            assertThat(asked.devices()).isEqualTo(i + 1);
            assertThat(asked.max()).isGreaterThanOrEqualTo(value);
        }
        oracle.confirm(asked);
    }

    @Test
    void shouldCountEveryDeviceOnce() {
        WindowAggregate aggregate = new WindowAggregate();
        for (int round = 0; round < 3; round++) {
            for (int device = 0; device <= 9_999; device++) {
                aggregate.add(device, 1, 0);
            }
        }
        assertThat(aggregate.devices()).isEqualTo(10_000);
        assertThat(aggregate.count()).isEqualTo(30_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30, 3_000})
    void shouldHaveNoDeviationWhereAllValuesAreEqual(int size) {
        WindowAggregate aggregate = new WindowAggregate();
        for (int i = 0; i < size; i++) {
            aggregate.add(7, 0.1, 0);
        }
        assertThat(aggregate.stddev()).hasValue(0);
        assertThat(aggregate.mean()).isEqualTo(0.1);
        assertThat(aggregate.quantile(0.5)).isEqualTo(0.1);
    }

    @Test
    void shouldMeetTheExtremesExactly() {
        WindowAggregate aggregate = new WindowAggregate();
        double most = Math.nextDown(128.0);
        for (int i = 0; i < 100; i++) {
            // The ends of bins, where what stands for the bin is farthest away.
            aggregate.add(i, i == 0 ? 64 : i == 1 ? most : 80, 0);
        }
        assertThat(aggregate.quantile(0)).isEqualTo(64);
        assertThat(aggregate.quantile(1)).isEqualTo(most);
    }

    @Test
    void shouldKeepQuantilesWithinTheExtremes() {
        WindowAggregate aggregate = new WindowAggregate();
        for (int i = 0; i < 100; i++) {
            aggregate.add(i, 64 + i * 1e-6, 0);
        }
        assertThat(aggregate.quantile(0.5)).isBetween(aggregate.min(), aggregate.max());
    }

    @Test
    void shouldTakeNegativeZeroForZero() {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(1, -0.0, 0);
        assertThat(Double.doubleToRawLongBits(aggregate.min())).isZero();
        assertThat(Double.doubleToRawLongBits(aggregate.sum())).isZero();
    }

    @Test
    void shouldHaveNoDeviationBelowTwoReadings() {
        WindowAggregate aggregate = new WindowAggregate();
        assertThat(aggregate.stddev()).isEmpty();
        aggregate.add(1, 5, 0);
        assertThat(aggregate.stddev()).isEmpty();
        aggregate.add(1, 7, 0);
        assertThat(aggregate.stddev()).hasValue(Math.sqrt(2));
    }

    @Test
    void shouldSayWhenThereIsNoReading() {
        WindowAggregate empty = new WindowAggregate();
        assertThat(empty.count()).isZero();
        assertThat(empty.sum()).isZero();
        assertThat(empty.devices()).isZero();
        assertThat(empty.generation()).isZero();
        assertThatIllegalStateException().isThrownBy(empty::min);
        assertThatIllegalStateException().isThrownBy(empty::max);
        assertThatIllegalStateException().isThrownBy(empty::mean);
        assertThatIllegalStateException().isThrownBy(() -> empty.quantile(0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseValueThatIsNotFinite(double value) {
        WindowAggregate aggregate = new WindowAggregate();
        assertThatIllegalArgumentException().isThrownBy(() -> aggregate.add(1, value, 0));
        assertThat(aggregate.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_000, Integer.MAX_VALUE})
    void shouldRefuseDeviceOutsideItsRange(int device) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowAggregate().add(device, 1, 0))
                .withMessageContaining("0 to 9999")
                .withMessageContaining(Integer.toString(device));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void shouldRefuseQuantileOutsideItsRange(double q) {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(1, 1, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> aggregate.quantile(q));
    }

    @Test
    void shouldRefuseToMergeWithItself() {
        WindowAggregate aggregate = new WindowAggregate();
        assertThatIllegalArgumentException().isThrownBy(() -> aggregate.merge(aggregate));
    }
}
