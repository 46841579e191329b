package io.meridian.topology.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MomentsTest {
    @ParameterizedTest
    @EnumSource(names = {"PERCENT", "OFFSET"})
    void shouldKeepNineDigitsOverAMillionValues(Shape shape) {
        Random random = new Random(1);
        Oracle oracle = new Oracle();
        Moments all = new Moments();
        Moments part = new Moments();
        double[] block = new double[64];
        for (int done = 0; done < 1_000_000; done += 64) {
            for (int i = 0; i < block.length; i++) {
                block[i] = shape.next(random);
                oracle.add(0, block[i], 0);
            }
            part.addAll(block, block.length);
            if (random.nextInt(50) == 0) {
                all.merge(part);
                part = new Moments();
            }
        }
        all.merge(part);
        oracle.confirmMoments(all.sum(), all.mean(), all.stddev());
    }

    @Test
    void shouldKeepTheDeviationBesideAnOutlierThatComesFirst() {
        double[] values = {1e6, 1, 2, 3, 4};
        Oracle oracle = new Oracle();
        for (double value : values) {
            oracle.add(0, value, 0);
        }
        Moments moments = new Moments();
        moments.addAll(values, values.length);
        oracle.confirmMoments(moments.sum(), moments.mean(), moments.stddev());
    }

    @Test
    void shouldSumWhatASingleDoubleWouldRoundAway() {
        Moments moments = new Moments();
        moments.addAll(new double[] {1e17}, 1);
        for (int i = 0; i < 1_000; i++) {
            moments.addAll(new double[] {1}, 1);
        }
        moments.addAll(new double[] {-1e17}, 1);
        assertThat(moments.sum()).isEqualTo(1_000);
    }

    @Test
    void shouldNotKeepWhatLiesBehindTheLength() {
        Moments moments = new Moments();
        moments.addAll(new double[] {1, 2, 99, 99}, 2);
        moments.addAll(new double[] {99}, 0);
        assertThat(moments.count()).isEqualTo(2);
        assertThat(moments.sum()).isEqualTo(3);
        assertThat(moments.max()).isEqualTo(2);
    }

    @Test
    void shouldStayFiniteAtTheEndOfTheRange() {
        double most = Double.MAX_VALUE;
        Moments moments = new Moments();
        moments.addAll(new double[] {most, -most, most, most, -most}, 5);
        assertThat(moments.sum()).isFinite();
        assertThat(moments.mean()).isBetween(-most, most);
        assertThat(moments.stddev()).isFinite().isGreaterThan(1e150);
        Moments same = new Moments();
        same.addAll(new double[] {most, most, most}, 3);
        assertThat(same.sum()).isEqualTo(most);
        same.merge(moments);
        assertThat(same.sum()).isFinite();
        assertThat(same.stddev()).isFinite();
    }

    @Test
    void shouldKeepDeviationsOfALargeOffsetThroughManyMerges() {
        Moments moments = new Moments();
        for (int i = 0; i < 100_000; i++) {
            Moments pair = new Moments();
            pair.addAll(new double[] {1e9 - 0.25, 1e9 + 0.25}, 2);
            moments.merge(pair);
        }
        assertThat(moments.mean()).isEqualTo(1e9);
        assertThat(moments.stddev()).isCloseTo(0.25 * Math.sqrt(200_000 / 199_999.0), within(1e-13));
    }
}
