package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** The distinct devices, by number: a bit for each, and how many are set. */
final class DeviceSet {
    /** The greatest device number. */
    static final int MAX_DEVICE = 9999;

    private final long[] words;
    private int size;

    DeviceSet() {
        this(new long[MAX_DEVICE / Long.SIZE + 1], 0);
    }

    private DeviceSet(long[] words, int size) {
        this.words = words;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Adds the first {@code length} devices. */
    void addAll(short[] devices, int length) {
        for (int i = 0; i < length; i++) {
            int at = devices[i] >> 6;
            long bit = 1L << devices[i];
            if ((words[at] & bit) == 0) {
                words[at] |= bit;
                size++;
            }
        }
    }

    void merge(DeviceSet other) {
        int united = 0;
        for (int i = 0; i < words.length; i++) {
            words[i] |= other.words[i];
            united += Long.bitCount(words[i]);
        }
        size = united;
    }

    /** As a Roaring bitmap, ready to be written. */
    RoaringBitmap toRoaring() {
        RoaringBitmap roaring = BitSetUtil.bitmapOf(words);
        roaring.runOptimize();
        return roaring;
    }

    /**
     * Reads a Roaring bitmap in its portable form (RoaringFormatSpec), of at least one device, that fills the buffer.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    static DeviceSet decode(ByteBuffer from) {
        DeviceSet devices = new DeviceSet();
        devices.size = RoaringForm.read(from, devices.words);
        return devices;
    }
}
