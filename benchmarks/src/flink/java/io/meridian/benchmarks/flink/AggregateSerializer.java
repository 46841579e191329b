package io.meridian.benchmarks.flink;

import io.meridian.topology.aggregate.WindowAggregate;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Aggregates in checkpoints, in the form in which Meridian stores them, after its length. */
final class AggregateSerializer extends MutableSerializer<WindowAggregate> {
    @Override
    public WindowAggregate createInstance() {
        return new WindowAggregate();
    }

    @Override
    public WindowAggregate copy(WindowAggregate from) {
        WindowAggregate copy = new WindowAggregate();
        copy.merge(from);
        return copy;
    }

    @Override
    public WindowAggregate copy(WindowAggregate from, WindowAggregate reuse) {
        return copy(from);
    }

    @Override
    public void serialize(WindowAggregate aggregate, DataOutputView target) throws IOException {
        // Of a copy, for writing one changes how it holds what it has, and a checkpoint writes beside the thread that
        // adds.
        byte[] bytes = copy(aggregate).encode();
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public WindowAggregate deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return WindowAggregate.decode(ByteBuffer.wrap(bytes));
    }

    @Override
    public WindowAggregate deserialize(WindowAggregate reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public TypeSerializerSnapshot<WindowAggregate> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Public with a constructor of no arguments, as Flink asks of it. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<WindowAggregate> {
        public Snapshot() {
            super(() -> (TypeSerializer<WindowAggregate>) new AggregateSerializer());
        }
    }
}
