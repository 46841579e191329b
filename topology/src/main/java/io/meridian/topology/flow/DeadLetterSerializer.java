package io.meridian.topology.flow;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes a dead letter as the very bytes that were rejected. */
public final class DeadLetterSerializer implements Serializer<IngestOutput> {
    @Override
    public byte @Nullable [] serialize(String topic, IngestOutput output) {
        if (output instanceof DeadLetter letter) {
            return letter.value();
        }
        throw new IllegalArgumentException("only dead letters go to " + topic + ", but a "
                + output.getClass().getSimpleName() + " came: the topology is wired wrongly");
    }
}
