package io.meridian.topology.closing;

import io.meridian.topology.flow.WatermarkMark;
import java.nio.ByteBuffer;

/**
 * How far one raw partition has come.
 *
 * @param watermark its newest event time, milliseconds since 1970-01-01T00:00:00Z; -1 where it has had no reading
 * @param idle whether it has fallen silent
 */
record PartitionTime(long watermark, boolean idle) {
    /** The same after a mark: time does not go back, also where a fresh task does not yet know how far it had come. */
    PartitionTime after(WatermarkMark mark) {
        return new PartitionTime(Math.max(watermark, mark.watermark()), mark.idle());
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(9)
                .putLong(watermark)
                .put((byte) (idle ? 1 : 0))
                .array();
    }

    static PartitionTime fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new PartitionTime(in.getLong(), in.get() != 0);
    }
}
