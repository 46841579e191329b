package io.meridian.topology;

import io.meridian.avro.AggregateKey;
import io.meridian.avro.RegionAggregate;
import io.meridian.avro.TrustedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The generated records in Avro's own single-object form: what the aggregate topics hold, without a registry. */
final class AvroTestSerdes {
    static {
        TrustedRecords.trustOwn();
    }

    private AvroTestSerdes() {}

    static Serde<AggregateKey> keys() {
        return Serdes.serdeFrom(
                (topic, key) -> unchecked(() -> bytes(key.toByteBuffer())),
                (topic, bytes) -> unchecked(() -> AggregateKey.fromByteBuffer(ByteBuffer.wrap(bytes))));
    }

    static Serde<RegionAggregate> rows() {
        return Serdes.serdeFrom(
                (topic, row) -> unchecked(() -> bytes(row.toByteBuffer())),
                (topic, bytes) -> unchecked(() -> RegionAggregate.fromByteBuffer(ByteBuffer.wrap(bytes))));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private interface IoCall<T> {
        T run() throws IOException;
    }

    private static <T> T unchecked(IoCall<T> call) {
        try {
            return call.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
