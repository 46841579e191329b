package io.meridian.benchmarks.flink;

import static java.util.Objects.requireNonNull;

import io.meridian.benchmarks.workload.Fleet;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** From the bytes of a record to an {@link Arrival}, always the same one. Parses here, for the watermarks need event times. */
final class ArrivalDeserializer implements KafkaRecordDeserializationSchema<Arrival> {
    private final Decoder decoder;
    private final int devices;
    private final int regions;
    private final int metrics;

    private transient @Nullable ReadingParser parser;
    private transient @Nullable Arrival arrival;

    ArrivalDeserializer(Decoder decoder, Fleet fleet) {
        this.decoder = decoder;
        this.devices = fleet.devices();
        this.regions = fleet.regions();
        this.metrics = fleet.metrics();
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        parser = decoder.parser(new Fleet(devices, regions, metrics));
        arrival = new Arrival();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
        Arrival reused = requireNonNull(arrival, "not open");
        if (!requireNonNull(parser, "not open").parse(record.value(), reused)) {
            reused.series = null;
            reused.timestamp = record.timestamp();
            reused.partition = record.partition();
            reused.offset = record.offset();
            reused.key = record.key();
            reused.json = record.value();
        }
        out.collect(reused);
    }

    @Override
    public TypeInformation<Arrival> getProducedType() {
        return OneSerializerType.ofArrivals();
    }
}
