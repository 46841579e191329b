package io.meridian.topology.aggregate;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** The distinct devices, by number: a bit for each, and how many are set. */
final class DeviceSet {
    /** The greatest device number. */
    static final int MAX_DEVICE = 9999;

    private static final int WORDS = MAX_DEVICE / Long.SIZE + 1;

    /** Null where there is only what was read. */
    private long @Nullable [] words;

    private @Nullable ByteBuffer encoded;
    private int size;

    DeviceSet() {
        this.words = new long[WORDS];
    }

    private DeviceSet(ByteBuffer encoded) {
        this.encoded = encoded;
        this.size = RoaringForm.size(encoded);
    }

    int size() {
        return size;
    }

    /** Adds the first {@code length} devices. */
    void addAll(short[] devices, int length) {
        long[] into = words();
        for (int i = 0; i < length; i++) {
            int at = devices[i] >> 6;
            long bit = 1L << devices[i];
            if ((into[at] & bit) == 0) {
                into[at] |= bit;
                size++;
            }
        }
    }

    void merge(DeviceSet other) {
        long[] into = words();
        if (other.words == null) {
            RoaringForm.addTo(into, requireNonNull(other.encoded));
        } else {
            for (int i = 0; i < WORDS; i++) {
                into[i] |= other.words[i];
            }
        }
        int united = 0;
        for (long word : into) {
            united += Long.bitCount(word);
        }
        size = united;
    }

    /** A bit for each; made of what was read where that has not been needed before. */
    private long[] words() {
        if (words == null) {
            words = new long[WORDS];
            RoaringForm.addTo(words, requireNonNull(encoded));
            encoded = null;
        }
        return words;
    }

    /** As a Roaring bitmap, ready to be written. */
    RoaringBitmap toRoaring() {
        RoaringBitmap roaring = BitSetUtil.bitmapOf(words());
        roaring.runOptimize();
        return roaring;
    }

    /**
     * Reads a Roaring bitmap in its portable form (RoaringFormatSpec), of at least one device, that fills the buffer.
     *
     * @param from must not change after; the bits are not made before they are needed
     * @throws IllegalArgumentException if the bytes are anything else
     */
    static DeviceSet decode(ByteBuffer from) {
        return new DeviceSet(from);
    }
}
