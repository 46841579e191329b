package io.meridian.topology.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

class DeviceSetTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 300, 4_096, 4_097, 10_000, 60_000})
    void shouldBeReadableByOtherTools(int draws) {
        Random random = new Random(draws);
        DeviceSet devices = new DeviceSet();
        TreeSet<Integer> expected = new TreeSet<>();
        for (int i = 0; i < draws; i++) {
            int device = random.nextInt(10_000);
            devices.addAll(new short[] {(short) device}, 1);
            expected.add(device);
        }
        ByteBuffer bytes = encode(devices.toRoaring());
        assertThat(devices.size()).isEqualTo(expected.size());
        assertThat(new ImmutableRoaringBitmap(bytes.duplicate()).toArray())
                .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
        DeviceSet reread = DeviceSet.decode(bytes);
        assertThat(reread.size()).isEqualTo(expected.size());
        assertThat(reread.toRoaring()).isEqualTo(devices.toRoaring());
    }

    @Test
    void shouldUniteWithoutCountingTwice() {
        DeviceSet evens = new DeviceSet();
        DeviceSet thirds = new DeviceSet();
        for (int device = 0; device < 10_000; device++) {
            short[] one = {(short) device};
            evens.addAll(one, device % 2 == 0 ? 1 : 0);
            thirds.addAll(one, device % 3 == 0 ? 1 : 0);
        }
        evens.merge(thirds);
        assertThat(evens.size()).isEqualTo(5_000 + 3_334 - 1_667);
        assertThat(thirds.size()).isEqualTo(3_334);
    }

    @Test
    void shouldReadWhatOtherToolsWroteWithoutRuns() {
        RoaringBitmap all = new RoaringBitmap();
        all.add(0L, 10_000L);
        all.removeRunCompression();
        assertThat(DeviceSet.decode(encode(all)).size()).isEqualTo(10_000);
    }

    @Test
    void shouldRefuseDevicesBeyondTheGreatest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceSet.decode(encode(RoaringBitmap.bitmapOf(1, 10_000))))
                .withMessageContaining("up to 9999")
                .withMessageContaining("10000");
    }

    @Test
    void shouldRefuseMoreThanOneContainerAndNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceSet.decode(encode(RoaringBitmap.bitmapOf(1, 70_000))))
                .withMessageContaining("one Roaring container but found 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceSet.decode(encode(new RoaringBitmap())))
                .withMessageContaining("found 0");
    }

    @Test
    void shouldRefuseDevicesOutOfOrder() {
        ByteBuffer bytes = encode(RoaringBitmap.bitmapOf(3, 5, 7));
        bytes.put(bytes.limit() - 2, (byte) 3);
        assertThatIllegalArgumentException().isThrownBy(() -> DeviceSet.decode(bytes));
    }

    private static ByteBuffer encode(RoaringBitmap bitmap) {
        ByteBuffer bytes = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
        bitmap.serialize(bytes);
        return bytes.flip();
    }
}
