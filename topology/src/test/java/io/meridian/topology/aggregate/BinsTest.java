package io.meridian.topology.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BinsTest {
    @RepeatedTest(30)
    void shouldCountEachIndexDownToTheLimitBelowTheHighest(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int spread = 1 + random.nextInt(3 * Bins.LIMIT);
        Bins bins = new Bins();
        Bins other = new Bins();
        Map<Integer, Long> expected = new TreeMap<>();
        int[] indices = new int[1 + random.nextInt(500)];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = 30_000 + random.nextInt(spread);
            add(random.nextInt(3) == 0 ? other : bins, indices[i]);
        }
        int floor = Arrays.stream(indices).max().orElseThrow() - Bins.LIMIT + 1;
        for (int index : indices) {
            expected.merge(Math.max(index, floor), 1L, Long::sum);
        }
        bins.merge(other);

        assertThat(counts(bins)).isEqualTo(expected);
        assertThat(bins.total()).isEqualTo(indices.length);
        assertThat(counts(reread(bins))).isEqualTo(expected);
    }

    @Test
    void shouldTakeTheSameCountManyTimesBelowTheLimit() {
        Bins bins = new Bins();
        add(bins, 20_000);
        for (int i = 0; i < 1_000; i++) {
            add(bins, 100 + i);
        }
        assertThat(counts(bins).get(20_000 - Bins.LIMIT + 1)).isEqualTo(1_000);
    }

    @Test
    void shouldMergeNothing() {
        Bins bins = new Bins();
        bins.merge(new Bins());
        assertThat(bins.isEmpty()).isTrue();
        add(bins, 500);
        bins.merge(new Bins());
        assertThat(counts(bins)).containsOnlyKeys(500);
        assertThat(reread(new Bins()).isEmpty()).isTrue();
    }

    private static void add(Bins bins, int index) {
        assertThat(bins.addAll(new double[] {BinIndex.value(index)}, 1, 1)).isEqualTo(1);
    }

    private static Bins reread(Bins bins) {
        ByteBuffer bytes = ByteBuffer.allocate(bins.encodedLimit());
        bins.encode(bytes);
        return Bins.decode(bytes.flip());
    }

    private static Map<Integer, Long> counts(Bins bins) {
        Map<Integer, Long> counts = new TreeMap<>();
        for (long rank = 0; rank < bins.total(); rank++) {
            counts.merge(bins.indexAt(rank), 1L, Long::sum);
        }
        return counts;
    }
}
