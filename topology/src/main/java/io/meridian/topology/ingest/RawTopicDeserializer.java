package io.meridian.topology.ingest;

import io.meridian.reading.FastReadingDecoder;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of the main consumer: those of the raw topic as {@link RawValue}, decoded where they lie in what was
 * fetched, while the processor still has them in its nearest cache; all others as bytes. Copied first and decoded after
 * the poll, a quarter of the stream thread's time went into waiting for those bytes ({@code docs/performance.md}).
 *
 * <p>Never throws, as that would end the thread. For one consumer, as it is not for sharing between threads.
 */
final class RawTopicDeserializer implements Deserializer<Object> {
    private final String rawTopic;
    private final FastReadingDecoder decoder;

    RawTopicDeserializer(String rawTopic, FastReadingDecoder decoder) {
        this.rawTopic = rawTopic;
        this.decoder = decoder;
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
        return data != null && topic.equals(rawTopic) ? new RawValue(data, 0, data.length, decoder) : data;
    }

    @Override
    public @Nullable Object deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        if (data == null || !data.hasArray() || !topic.equals(rawTopic)) {
            return deserialize(topic, Utils.toNullableArray(data));
        }
        return new RawValue(data.array(), data.arrayOffset() + data.position(), data.remaining(), decoder);
    }
}
