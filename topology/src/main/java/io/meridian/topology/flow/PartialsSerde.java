package io.meridian.topology.flow;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The binary form of what lies in the topic between the stages. Both ends are the same program, so it is compact rather
 * than self-describing; the first byte tells kind and version.
 *
 * <pre>
 * partial: 1, window start (8 bytes), length of the series (2), series, aggregate
 * mark:    2, partition (4), watermark (8), idle (1)
 * </pre>
 */
public final class PartialsSerde implements Serde<IngestOutput> {
    private static final byte PARTIAL = 1;
    private static final byte MARK = 2;

    @Override
    public Serializer<IngestOutput> serializer() {
        return (topic, output) -> {
            if (output instanceof Partial partial) {
                return write(partial);
            }
            if (output instanceof WatermarkMark mark) {
                return write(mark);
            }
            throw new IllegalArgumentException("only partials and marks go to " + topic + ", but a "
                    + output.getClass().getSimpleName() + " came: the topology is wired wrongly");
        };
    }

    @Override
    public Deserializer<IngestOutput> deserializer() {
        return (topic, bytes) -> {
            try {
                return read(ByteBuffer.wrap(bytes));
            } catch (BufferUnderflowException e) {
                throw new IllegalArgumentException(
                        "expected more than " + bytes.length + " bytes: was " + topic + " written by another program?",
                        e);
            }
        };
    }

    private static byte[] write(Partial partial) {
        byte[] series = partial.series().toBytes();
        byte[] aggregate = partial.aggregate().encode();
        return ByteBuffer.allocate(11 + series.length + aggregate.length)
                .put(PARTIAL)
                .putLong(partial.windowStart())
                .putShort((short) series.length)
                .put(series)
                .put(aggregate)
                .array();
    }

    private static byte[] write(WatermarkMark mark) {
        return ByteBuffer.allocate(14)
                .put(MARK)
                .putInt(mark.partition())
                .putLong(mark.watermark())
                .put((byte) (mark.idle() ? 1 : 0))
                .array();
    }

    private static PartialsRecord read(ByteBuffer in) {
        byte kind = in.get();
        return switch (kind) {
            case PARTIAL -> {
                long windowStart = in.getLong();
                byte[] series = new byte[Short.toUnsignedInt(in.getShort())];
                in.get(series);
                yield new Partial(Series.fromBytes(series), windowStart, WindowAggregate.decode(in));
            }
            case MARK -> new WatermarkMark(in.getInt(), in.getLong(), in.get() != 0);
            default ->
                throw new IllegalArgumentException("expected a partial (1) or a mark (2), found " + kind
                        + ": was the partials topic written by a newer version? Upgrade all instances.");
        };
    }
}
