package io.meridian.fuzz;

import io.meridian.topology.aggregate.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Aggregates of a changelog or of another instance: read as they were written, or refused. */
public final class AggregateTarget {
    private AggregateTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        WindowAggregate aggregate;
        try {
            aggregate = WindowAggregate.decode(ByteBuffer.wrap(bytes));
        } catch (IllegalArgumentException refused) {
            return;
        }
        byte[] again = aggregate.encode();
        byte[] third = WindowAggregate.decode(ByteBuffer.wrap(again)).encode();
        Check.that(Arrays.equals(again, third), "read back otherwise than written", aggregate.count());
    }
}
