package io.meridian.topology.ingest;

import io.meridian.reading.FastReadingDecoder;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record of the raw topic as the topology's source reads it: first only the records, then, once the time
 * stamp extractor has seen it, decoded. Kafka Streams calls the two one after the other for each record; only the
 * second is told the record's own timestamp, which some rules need, and its partition's time, which lateness needs.
 */
public final class RawRecords {
    private final Optional<List<ConsumerRecord<byte[], RawValue>>> folded;
    private final byte @Nullable [] single;
    private @Nullable ReadingBatch decoded;

    private RawRecords(Optional<List<ConsumerRecord<byte[], RawValue>>> folded, byte @Nullable [] single) {
        this.folded = folded;
        this.single = single;
    }

    /** Reads, and never throws, as judging comes after; writing is nobody's part. */
    static Serde<RawRecords> serde() {
        Deserializer<RawRecords> read = new Deserializer<>() {
            @Override
            public RawRecords deserialize(String topic, byte @Nullable [] value) {
                return new RawRecords(Optional.empty(), value);
            }

            @Override
            public RawRecords deserialize(String topic, Headers headers, byte @Nullable [] value) {
                return new RawRecords(FoldedRecords.in(headers), value);
            }
        };
        return Serdes.serdeFrom(
                (topic, records) -> {
                    throw new UnsupportedOperationException("raw records are read, and never written: " + topic);
                },
                read);
    }

    /**
     * The records as they came; a record that was not folded is a batch of one.
     *
     * @param decoder the fast path for a record that was not folded, and so not decoded either
     */
    List<ConsumerRecord<byte[], RawValue>> records(ConsumerRecord<Object, Object> carrier, FastReadingDecoder decoder) {
        return folded.orElseGet(() -> List.of(new ConsumerRecord<>(
                carrier.topic(),
                carrier.partition(),
                carrier.offset(),
                carrier.timestamp(),
                carrier.timestampType(),
                carrier.serializedKeySize(),
                carrier.serializedValueSize(),
                (byte[]) carrier.key(),
                single == null ? null : new RawValue(single, 0, single.length, decoder),
                carrier.headers(),
                carrier.leaderEpoch())));
    }

    void decoded(ReadingBatch batch) {
        decoded = batch;
    }

    ReadingBatch batch() {
        if (decoded == null) {
            throw new IllegalStateException("the raw source was wired without its time stamp extractor");
        }
        return decoded;
    }
}
