package io.meridian.topology.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBytesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 17, 300, 8_000})
    void shouldRefuseEveryTruncation(int size) {
        byte[] bytes =
                AggregateCodecTest.aggregate(Shape.TEMPERATURE, size, 3_000).encode();
        for (int length = 0; length < bytes.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
            assertThatIllegalArgumentException().isThrownBy(() -> WindowAggregate.decode(cut));
        }
    }

    /** Whatever is read in spite of the damage must be an aggregate that works. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 300, 8_000})
    void shouldRefuseDamageOrReadAWorkingAggregate(int size) {
        byte[] bytes = AggregateCodecTest.aggregate(Shape.WIDE, size, 6_000).encode();
        Random random = new Random(size);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = damage(bytes, random);
            try {
                confirmWorks(WindowAggregate.decode(ByteBuffer.wrap(damaged)));
            } catch (IllegalArgumentException expected) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] damage(byte[] bytes, Random random) {
        byte[] damaged = Arrays.copyOf(
                bytes, bytes.length + (random.nextInt(4) == 0 ? random.nextInt(40) - 20 : 0) % bytes.length);
        for (int times = random.nextInt(4); times >= 0; times--) {
            // Headers and lengths come early: half of the damage goes there.
            int at = random.nextInt(random.nextBoolean() ? damaged.length : Math.min(damaged.length, 70));
            damaged[at] = (byte) (random.nextBoolean() ? random.nextInt() : damaged[at] ^ 1 << random.nextInt(8));
        }
        return damaged;
    }

    private static void confirmWorks(WindowAggregate aggregate) {
        if (aggregate.count() == 0) {
            return;
        }
        assertThat(aggregate.min()).isLessThanOrEqualTo(aggregate.max());
        assertThat(aggregate.quantile(0.5)).isBetween(aggregate.min(), aggregate.max());
        assertThat(aggregate.mean()).isBetween(aggregate.min(), aggregate.max());
        assertThat(aggregate.sum()).isFinite();
        assertThat(aggregate.stddev().orElse(0)).isFinite();
        assertThat(aggregate.devices()).isPositive();
        byte[] rewritten = aggregate.encode();
        assertThat(WindowAggregate.decode(ByteBuffer.wrap(rewritten)).encode()).isEqualTo(rewritten);
    }

    @Test
    void shouldRefuseRandomBytes() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) random.nextInt(3);
            }
            try {
                confirmWorks(WindowAggregate.decode(ByteBuffer.wrap(bytes)));
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageContaining("expected").hasMessageContaining("found");
            }
        }
    }

    @Test
    void shouldRefuseCountsThatDisagree() {
        byte[] bytes = AggregateCodecTest.aggregate(Shape.PERCENT, 100, 50).encode();
        bytes[2]++;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowAggregate.decode(ByteBuffer.wrap(bytes)))
                .withMessageContaining("expected all 101 readings in the sketch")
                .withMessageContaining("found 100");
    }

    @Test
    void shouldRefuseAValueThatIsNotFinite() {
        ByteBuffer bytes = ByteBuffer.allocate(12)
                .put((byte) 1)
                .put((byte) 0)
                .put((byte) 1)
                .put((byte) 5);
        bytes.putDouble(Double.NaN).flip();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowAggregate.decode(bytes))
                .withMessageContaining("NaN");
    }

    @Test
    void shouldRefuseALengthBeyondTheBytes() {
        byte[] bytes = {1, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowAggregate.decode(ByteBuffer.wrap(bytes)))
                .withMessageContaining("number of readings: expected 0 to 64");
    }
}
