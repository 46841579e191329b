package io.meridian.benchmarks.flink;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Series on the wire: hash, length, bytes. Reading makes no object where the series has been seen before. For one thread.
 */
final class SeriesInterner {
    private static final int FIRST_CAPACITY = 1_024;

    private @Nullable Series[] slots = new Series[FIRST_CAPACITY];
    private int size;
    private byte[] scratch = new byte[256];

    static void write(Series series, DataOutputView target) throws IOException {
        byte[] bytes = series.bytes();
        target.writeInt(series.hashCode());
        target.writeShort(bytes.length);
        target.write(bytes, 0, bytes.length);
    }

    Series read(DataInputView source) throws IOException {
        int hash = source.readInt();
        int length = source.readUnsignedShort();
        if (length > scratch.length) {
            scratch = new byte[length];
        }
        source.readFully(scratch, 0, length);
        int at = spread(hash) & (slots.length - 1);
        for (Series slot = slots[at]; slot != null; slot = slots[at]) {
            if (slot.hashCode() == hash && Arrays.equals(slot.bytes(), 0, slot.bytes().length, scratch, 0, length)) {
                return slot;
            }
            at = (at + 1) & (slots.length - 1);
        }
        return add(Series.of(Arrays.copyOf(scratch, length)), at);
    }

    private Series add(Series series, int at) {
        slots[at] = series;
        size++;
        if (size * 2 > slots.length) {
            grow();
        }
        return series;
    }

    private void grow() {
        @Nullable Series[] old = slots;
        slots = new Series[old.length * 2];
        for (Series series : old) {
            if (series != null) {
                int at = spread(series.hashCode()) & (slots.length - 1);
                while (slots[at] != null) {
                    at = (at + 1) & (slots.length - 1);
                }
                slots[at] = series;
            }
        }
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 8;
    }
}
