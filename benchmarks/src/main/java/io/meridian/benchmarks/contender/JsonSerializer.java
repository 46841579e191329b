package io.meridian.benchmarks.contender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Any object as JSON. */
final class JsonSerializer<T> implements Serializer<T> {
    private final ObjectMapper mapper;

    JsonSerializer(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        try {
            return value == null ? null : mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new SerializationException("cannot write for " + topic, e);
        }
    }
}
