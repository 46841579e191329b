package io.meridian.topology.aggregate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** The distinct devices, by number: a bit for each, and how many are set. */
final class DeviceSet {
    /** The greatest device number. */
    static final int MAX_DEVICE = 9999;

    private static final int COOKIE_WITHOUT_RUNS = 12346;
    private static final int COOKIE_WITH_RUNS = 12347;

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
        int length = from.remaining();
        requireOneContainer(from.duplicate().order(ByteOrder.LITTLE_ENDIAN));
        RoaringBitmap roaring = new RoaringBitmap();
        long[] found;
        try {
            roaring.deserialize(from);
            found = BitSetUtil.toLongArray(roaring);
        } catch (IOException | RuntimeException e) {
            // The library checks its input only as far as Java's own bounds do.
            throw new IllegalArgumentException(
                    "devices: expected a Roaring bitmap but found " + length + " other bytes", e);
        }
        DeviceSet devices = new DeviceSet();
        for (int i = 0; i < found.length; i++) {
            if (found[i] == 0) {
                continue;
            }
            int greatest = i * Long.SIZE + Long.SIZE - 1 - Long.numberOfLeadingZeros(found[i]);
            if (greatest > MAX_DEVICE) {
                throw new IllegalArgumentException(
                        "devices: expected numbers up to " + MAX_DEVICE + " but found " + greatest);
            }
            devices.words[i] = found[i];
            devices.size += Long.bitCount(found[i]);
        }
        if (devices.size == 0
                || devices.size != roaring.getCardinality()
                || roaring.serializedSizeInBytes() != length) {
            throw new IllegalArgumentException("devices: expected a Roaring bitmap of " + length + " bytes with "
                    + roaring.getCardinality() + " devices but found " + roaring.serializedSizeInBytes()
                    + " bytes with " + devices.size);
        }
        return devices;
    }

    /** All device numbers share their upper 16 bits; without this, two bytes of header could ask for a megabyte. */
    private static void requireOneContainer(ByteBuffer from) {
        int cookie = from.getInt();
        int containers;
        if ((cookie & 0xffff) == COOKIE_WITH_RUNS) {
            containers = (cookie >>> 16) + 1;
        } else if (cookie == COOKIE_WITHOUT_RUNS) {
            containers = from.getInt();
        } else {
            throw new IllegalArgumentException("devices: expected a Roaring bitmap, which begins with "
                    + COOKIE_WITHOUT_RUNS + " or " + COOKIE_WITH_RUNS + ", but found " + cookie);
        }
        if (containers != 1) {
            throw new IllegalArgumentException("devices: expected one Roaring container but found " + containers);
        }
    }
}
