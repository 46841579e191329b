package io.meridian.topology.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinIndexTest {
    /** All ends of bins are among the ends of slices, so that this looks at the worst value of every bin. */
    @ParameterizedTest
    @ValueSource(ints = {Double.MIN_EXPONENT, -1, 0, 6, Double.MAX_EXPONENT})
    void shouldKeepAllValuesOfABinWithinOnePercent(int exponent) {
        for (int slice = 0; slice < 512; slice++) {
            double low = Math.scalb(1 + slice / 512.0, exponent);
            double high = Math.scalb(Math.nextDown(1 + (slice + 1) / 512.0), exponent);
            for (double edge : new double[] {low, high}) {
                double stands = BinIndex.value(BinIndex.of(edge));
                assertThat(Math.abs(stands / edge - 1))
                        .as("%s for %s", stands, edge)
                        .isLessThanOrEqualTo(0.01);
            }
        }
    }

    @Test
    void shouldOrderBinsAsTheirValues() {
        int before = BinIndex.FIRST;
        for (int exponent = Double.MIN_EXPONENT; exponent <= Double.MAX_EXPONENT; exponent++) {
            for (int slice = 0; slice < 512; slice++) {
                double edge = Math.scalb(1 + slice / 512.0, exponent);
                int index = BinIndex.of(edge);
                if (index != before && index != before + 1) {
                    fail("bin %d of %s comes after bin %d", index, edge, before);
                }
                before = index;
            }
        }
        assertThat(before).isEqualTo(BinIndex.LAST);
        assertThat(BinIndex.of(Double.MIN_NORMAL)).isEqualTo(BinIndex.FIRST);
        assertThat(BinIndex.of(Double.MAX_VALUE)).isEqualTo(BinIndex.LAST);
    }

    @Test
    void shouldTakeAValueForItsBinAndBack() {
        for (int index = BinIndex.FIRST; index <= BinIndex.LAST; index++) {
            if (BinIndex.of(BinIndex.value(index)) != index) {
                fail(
                        "%s stands for bin %d but falls into %d",
                        BinIndex.value(index), index, BinIndex.of(BinIndex.value(index)));
            }
        }
    }

    @Test
    void shouldIgnoreTheSign() {
        Random random = new Random(2);
        for (int i = 0; i < 1_000; i++) {
            double value = Shape.HEAVY_TAILED.next(random);
            assertThat(BinIndex.of(-value)).isEqualTo(BinIndex.of(value));
        }
    }

    /** Stored sketches hold these numbers: they may never change. */
    @Test
    void shouldNumberBinsAsEverBefore() {
        assertThat(BinIndex.of(1)).isEqualTo(36_828);
        assertThat(BinIndex.of(1.5)).isEqualTo(36_849);
        assertThat(BinIndex.of(78.4)).isEqualTo(37_054);
        assertThat(BinIndex.of(1e-3)).isEqualTo(36_469);
        assertThat(BinIndex.of(1e9)).isEqualTo(37_904);
    }
}
