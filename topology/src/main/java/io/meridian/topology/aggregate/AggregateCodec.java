package io.meridian.topology.aggregate;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * The binary form of a {@link WindowAggregate}, as state stores, changelogs and partials hold it. Integers are
 * {@linkplain Varint varints}, doubles big-endian.
 *
 * <pre>
 * 1  generation  n  n × (device  value)                       the readings themselves
 * 2  generation  moments  sketch  length of devices  devices  a summary; devices as a portable Roaring bitmap
 * </pre>
 *
 * The first byte is the format. It is never given a second meaning: a changed form takes the next number, and what was
 * written before stays readable.
 */
final class AggregateCodec {
    private static final byte READINGS = 1;
    private static final byte SUMMARY = 2;
    private static final int READING_LIMIT = Varint.MAX_BYTES + Double.BYTES;

    private AggregateCodec() {}

    static byte[] encode(Readings readings, long generation) {
        ByteBuffer to = ByteBuffer.allocate(1 + 2 * Varint.MAX_BYTES + readings.size() * READING_LIMIT);
        to.put(READINGS);
        Varint.put(to, generation);
        Varint.put(to, readings.size());
        for (int i = 0; i < readings.size(); i++) {
            Varint.put(to, readings.device(i));
            to.putDouble(readings.value(i));
        }
        return Arrays.copyOf(to.array(), to.position());
    }

    static byte[] encode(Summary summary, long generation) {
        RoaringBitmap devices = summary.devices().toRoaring();
        int devicesLength = devices.serializedSizeInBytes();
        ByteBuffer to = ByteBuffer.allocate(1
                + 2 * Varint.MAX_BYTES
                + Moments.ENCODED_LIMIT
                + summary.sketch().encodedLimit()
                + devicesLength);
        to.put(SUMMARY);
        Varint.put(to, generation);
        summary.moments().encode(to);
        summary.sketch().encode(to);
        Varint.put(to, devicesLength);
        devices.serialize(to);
        return Arrays.copyOf(to.array(), to.position());
    }

    static WindowAggregate decode(ByteBuffer from) {
        ByteBuffer in = from.slice();
        WindowAggregate decoded;
        try {
            decoded = decodeAny(in);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "an aggregate's bytes: expected more than " + in.limit() + " but found their end", e);
        }
        from.position(from.position() + in.position());
        return decoded;
    }

    private static WindowAggregate decodeAny(ByteBuffer in) {
        byte format = in.get();
        if (format != READINGS && format != SUMMARY) {
            throw new IllegalArgumentException("an aggregate's format: expected " + READINGS + " or " + SUMMARY
                    + " but found " + format + "; was it written by a newer version, or by another program?");
        }
        long generation = Varint.get(in, 0, Long.MAX_VALUE, "generation");
        return format == READINGS ? decodeReadings(in, generation) : decodeSummary(in, generation);
    }

    private static WindowAggregate decodeReadings(ByteBuffer in, long generation) {
        WindowAggregate decoded = new WindowAggregate(null, generation);
        int size = (int) Varint.get(in, 0, Readings.CAPACITY, "number of readings");
        for (int i = 0; i < size; i++) {
            int device = (int) Varint.get(in, 0, DeviceSet.MAX_DEVICE, "device");
            decoded.add(device, in.getDouble(), generation);
        }
        return decoded;
    }

    private static WindowAggregate decodeSummary(ByteBuffer in, long generation) {
        Moments moments = Moments.decode(in);
        QuantileSketch sketch = QuantileSketch.decode(in);
        int length = (int) Varint.get(in, 0, Integer.MAX_VALUE, "length of the devices");
        if (length > in.remaining()) {
            throw new IllegalArgumentException(
                    "an aggregate's bytes: expected " + length + " bytes of devices but found " + in.remaining());
        }
        DeviceSet devices = DeviceSet.decode(in.slice(in.position(), length));
        in.position(in.position() + length);
        if (sketch.total() != moments.count() || devices.size() > moments.count()) {
            throw new IllegalArgumentException(
                    "expected all " + moments.count() + " readings in the sketch, and no more devices, but found "
                            + sketch.total() + " in the sketch and " + devices.size() + " devices");
        }
        return new WindowAggregate(new Summary(moments, sketch, devices), generation);
    }
}
