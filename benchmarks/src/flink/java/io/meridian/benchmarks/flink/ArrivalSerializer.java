package io.meridian.benchmarks.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Arrivals between the source and the windows. The event time is not written for readings: Flink sends its own beside. */
final class ArrivalSerializer extends MutableSerializer<Arrival> {
    private static final int NONE = -1;

    private transient @Nullable SeriesInterner interner;

    @Override
    public TypeSerializerSingleton<Arrival> duplicate() {
        return new ArrivalSerializer();
    }

    @Override
    public Arrival createInstance() {
        return new Arrival();
    }

    @Override
    public Arrival copy(Arrival from) {
        return copy(from, new Arrival());
    }

    @Override
    public Arrival copy(Arrival from, Arrival reuse) {
        reuse.series = from.series;
        reuse.device = from.device;
        reuse.value = from.value;
        reuse.timestamp = from.timestamp;
        reuse.partition = from.partition;
        reuse.offset = from.offset;
        reuse.key = from.key;
        reuse.json = from.json;
        return reuse;
    }

    @Override
    public void serialize(Arrival arrival, DataOutputView target) throws IOException {
        Series series = arrival.series;
        target.writeBoolean(series != null);
        target.writeLong(arrival.timestamp);
        if (series == null) {
            target.writeInt(arrival.partition);
            target.writeLong(arrival.offset);
            writeBytes(arrival.key, target);
            writeBytes(arrival.json, target);
        } else {
            SeriesInterner.write(series, target);
            target.writeShort(arrival.device);
            target.writeDouble(arrival.value);
        }
    }

    @Override
    public Arrival deserialize(DataInputView source) throws IOException {
        return deserialize(new Arrival(), source);
    }

    @Override
    public Arrival deserialize(Arrival reuse, DataInputView source) throws IOException {
        boolean valid = source.readBoolean();
        reuse.timestamp = source.readLong();
        if (valid) {
            reuse.series = interner().read(source);
            reuse.device = source.readUnsignedShort();
            reuse.value = source.readDouble();
        } else {
            reuse.series = null;
            reuse.partition = source.readInt();
            reuse.offset = source.readLong();
            reuse.key = readBytes(source);
            reuse.json = readBytes(source);
        }
        return reuse;
    }

    @Override
    public TypeSerializerSnapshot<Arrival> snapshotConfiguration() {
        return new Snapshot();
    }

    private SeriesInterner interner() {
        if (interner == null) {
            interner = new SeriesInterner();
        }
        return interner;
    }

    private static void writeBytes(byte @Nullable [] bytes, DataOutputView target) throws IOException {
        if (bytes == null) {
            target.writeInt(NONE);
        } else {
            target.writeInt(bytes.length);
            target.write(bytes);
        }
    }

    private static byte @Nullable [] readBytes(DataInputView source) throws IOException {
        int length = source.readInt();
        if (length == NONE) {
            return null;
        }
        byte[] bytes = new byte[length];
        source.readFully(bytes);
        return bytes;
    }

    /** Public with a constructor of no arguments, as Flink asks of it. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Arrival> {
        public Snapshot() {
            super(() -> (TypeSerializer<Arrival>) new ArrivalSerializer());
        }
    }
}
