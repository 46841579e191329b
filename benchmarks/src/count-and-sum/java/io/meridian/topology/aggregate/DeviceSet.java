package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;

/** No devices. Stands before Meridian's own on one contender's class path. */
final class DeviceSet {
    static final int MAX_DEVICE = 9999;

    int size() {
        return 0;
    }

    void addAll(short[] devices, int length) {
        // They are not counted.
    }

    void merge(DeviceSet other) {
        // Nor here.
    }

    RoaringBitmap toRoaring() {
        return new RoaringBitmap();
    }

    static DeviceSet decode(ByteBuffer from) {
        return new DeviceSet();
    }
}
