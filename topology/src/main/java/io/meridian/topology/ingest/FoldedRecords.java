package io.meridian.topology.ingest;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header by which one record carries the consecutive records that were folded into it. It holds the records
 * themselves, so folding copies nothing, and no producer can forge it: a header that came over the wire is never an
 * instance of this class.
 *
 * @param records consecutive records of one raw partition, oldest first, at least one
 */
record FoldedRecords(List<ConsumerRecord<byte[], RawValue>> records) implements Header {
    private static final String KEY = "meridian.folded";
    private static final byte[] NO_BYTES = {};

    /** The records that were folded into the record with these headers; empty where it is a record as it came. */
    static Optional<List<ConsumerRecord<byte[], RawValue>>> in(Headers headers) {
        return headers.lastHeader(KEY) instanceof FoldedRecords folded
                ? Optional.of(folded.records())
                : Optional.empty();
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return NO_BYTES;
    }
}
