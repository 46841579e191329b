package io.meridian.topology.aggregate;

import java.nio.ByteBuffer;

/** No sketch: how many values it would hold, and nothing of them. Stands before Meridian's own on one contender's class path. */
final class QuantileSketch {
    private long total;

    void addAll(double[] values, int length) {
        total += length;
    }

    void merge(QuantileSketch other) {
        total += other.total;
    }

    long total() {
        return total;
    }

    double valueAt(long rank) {
        return 0;
    }

    int encodedLimit() {
        return Varint.MAX_BYTES;
    }

    void encode(ByteBuffer to) {
        Varint.put(to, total);
    }

    static QuantileSketch decode(ByteBuffer from) {
        QuantileSketch sketch = new QuantileSketch();
        sketch.total = Varint.get(from, 0, WindowAggregate.MAX_COUNT, "count");
        return sketch;
    }
}
