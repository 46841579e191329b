package io.meridian.topology.ingest;

import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Decodes the records and answers with the newest event time among their readings, or the partition's time so far where
 * there is none: so Kafka Streams' partition time, which it keeps with the committed offsets, is the watermark of the
 * raw partition. Never negative, as Kafka Streams drops such records silently; and it does not throw for any record, as
 * that would end the thread past every handler.
 */
final class EventTimeExtractor implements TimestampExtractor {
    private final ThreadLocal<RecordDecoder> decoders;

    /** @param decoders makes the decoder of one stream thread; the topology's source is shared by all of them */
    EventTimeExtractor(Supplier<RecordDecoder> decoders) {
        this.decoders = ThreadLocal.withInitial(decoders);
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        RawRecords raw = (RawRecords) record.value();
        RecordDecoder decoder = decoders.get();
        ReadingBatch batch = decoder.decode(raw.records(record, decoder.fast()), partitionTime);
        raw.decoded(batch);
        return batch.endWatermark();
    }
}
