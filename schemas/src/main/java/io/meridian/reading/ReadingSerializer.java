package io.meridian.reading;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Lets a Kafka producer send readings in their canonical JSON form, see {@link ReadingEncoder}. */
public final class ReadingSerializer implements Serializer<Reading> {
    private final ReadingEncoder encoder = new ReadingEncoder();

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Reading reading) {
        return reading == null ? null : encoder.encode(reading);
    }
}
