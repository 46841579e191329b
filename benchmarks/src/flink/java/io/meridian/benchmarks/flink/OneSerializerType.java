package io.meridian.benchmarks.flink;

import io.meridian.topology.aggregate.WindowAggregate;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;

/** What Flink is told of a class that has a serializer of ours, so that it takes that. */
final class OneSerializerType<T> extends TypeInformation<T> {
    private final Class<T> of;
    private final TypeSerializerSingleton<T> serializer;

    private OneSerializerType(Class<T> of, TypeSerializerSingleton<T> serializer) {
        this.of = of;
        this.serializer = serializer;
    }

    static TypeInformation<Arrival> ofArrivals() {
        return new OneSerializerType<>(Arrival.class, new ArrivalSerializer());
    }

    static TypeInformation<WindowAggregate> ofAggregates() {
        return new OneSerializerType<>(WindowAggregate.class, new AggregateSerializer());
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return of;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    /** One of its own, as a serializer of ours may keep what it has seen. */
    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer.duplicate();
    }

    @Override
    public String toString() {
        return of.getSimpleName();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OneSerializerType<?> type && of == type.of;
    }

    @Override
    public int hashCode() {
        return of.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof OneSerializerType;
    }
}
