package io.meridian.topology.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeTest {
    @ParameterizedTest
    @EnumSource
    void shouldGiveTheSameForEveryMergeTree(Shape shape) {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            WindowAggregate whole = new WindowAggregate();
            Oracle oracle = new Oracle();
            List<WindowAggregate> parts = new ArrayList<>();
            for (int part = 1 + random.nextInt(12); part > 0; part--) {
                WindowAggregate aggregate = new WindowAggregate();
                for (int left = random.nextInt(random.nextBoolean() ? 20 : 300); left > 0; left--) {
                    int device = random.nextInt(10_000);
                    double value = shape.next(random);
                    long generation = random.nextInt(5);
                    whole.add(device, value, generation);
                    oracle.add(device, value, generation);
                    aggregate.add(device, value, generation);
                }
                parts.add(aggregate);
            }
            WindowAggregate merged = mergeInRandomOrder(parts, random);
            if (whole.count() > 0) {
                oracle.confirm(merged);
            }
            confirmSame(merged, whole);
        }
    }

    /** Pairs at random until one is left, writing and reading some on the way. */
    private static WindowAggregate mergeInRandomOrder(List<WindowAggregate> parts, Random random) {
        while (parts.size() > 1) {
            WindowAggregate from = parts.remove(random.nextInt(parts.size()));
            int at = random.nextInt(parts.size());
            if (random.nextBoolean()) {
                from = WindowAggregate.decode(ByteBuffer.wrap(from.encode()));
            }
            if (random.nextBoolean()) {
                parts.set(
                        at, WindowAggregate.decode(ByteBuffer.wrap(parts.get(at).encode())));
            }
            byte[] before = from.encode();
            parts.get(at).merge(from);
            assertThat(from.encode()).as("what is merged stays as it is").isEqualTo(before);
        }
        return parts.get(0);
    }

    private static void confirmSame(WindowAggregate merged, WindowAggregate whole) {
        assertThat(merged.count()).isEqualTo(whole.count());
        assertThat(merged.devices()).isEqualTo(whole.devices());
        assertThat(merged.generation()).isEqualTo(whole.generation());
        for (int percent = 0; percent <= 100 && whole.count() > 0; percent++) {
            assertThat(merged.quantile(percent / 100.0)).isEqualTo(whole.quantile(percent / 100.0));
        }
        if (whole.count() > Readings.SMALL) {
            assertThat(extremesBinsAndDevices(merged)).isEqualTo(extremesBinsAndDevices(whole));
        }
    }

    /** The encoded form without sum, its rest and the squared deviations, whose last bits may differ. */
    private static byte[] extremesBinsAndDevices(WindowAggregate aggregate) {
        byte[] encoded = aggregate.encode();
        ByteBuffer in = ByteBuffer.wrap(encoded, 1, encoded.length - 1);
        Varint.get(in, 0, Long.MAX_VALUE, "generation");
        Varint.get(in, 0, Long.MAX_VALUE, "count");
        return Arrays.copyOfRange(encoded, in.position() + 3 * Double.BYTES, encoded.length);
    }

    @RepeatedTest(20)
    void shouldCollapseTheSameBinsInEveryOrder(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        WindowAggregate whole = new WindowAggregate();
        WindowAggregate left = new WindowAggregate();
        WindowAggregate right = new WindowAggregate();
        for (int i = 0; i < 2_000; i++) {
            double value = Math.scalb(1 + random.nextDouble(), random.nextInt(2_000) - 1_000);
            double signed = random.nextBoolean() ? value : -value;
            whole.add(i, signed, 0);
            (random.nextBoolean() ? left : right).add(i, signed, 0);
        }
        left.merge(right);
        assertThat(extremesBinsAndDevices(left)).isEqualTo(extremesBinsAndDevices(whole));
        assertThat(whole.encode().length).isLessThan(10_000);
    }

    @Test
    void shouldKeepOnePercentAboveWhatIsCollapsed() {
        WindowAggregate aggregate = new WindowAggregate();
        Random random = new Random(8);
        for (int i = 0; i < 1_000; i++) {
            aggregate.add(1, 1e-200, 0);
            aggregate.add(1, 1e17 * (1 + random.nextDouble()), 0);
            aggregate.add(1, 1e-16, 0);
        }
        assertThat(aggregate.quantile(0.1)).as("collapsed").isBetween(1e-200, 1e-16);
        assertThat(aggregate.quantile(0.5)).isCloseTo(1e-16, within(1e-18));
        assertThat(aggregate.quantile(0.7)).isBetween(0.99e17, 2.02e17);
    }

    @Test
    void shouldStaySmallWhileReadingsAreFew() {
        WindowAggregate aggregate = new WindowAggregate();
        WindowAggregate other = new WindowAggregate();
        for (int i = 0; i < 8; i++) {
            aggregate.add(i, i, 3);
            other.add(i, 8 + i, 4);
        }
        aggregate.merge(other);
        assertThat(aggregate.quantile(0.5)).as("exact").isEqualTo(7);
        assertThat(aggregate.devices()).isEqualTo(8);
        assertThat(aggregate.encode()[0]).isEqualTo((byte) 1);
        aggregate.merge(other);
        assertThat(aggregate.encode()[0]).isEqualTo((byte) 2);
    }
}
