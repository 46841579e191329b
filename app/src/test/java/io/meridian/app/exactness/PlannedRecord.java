package io.meridian.app.exactness;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record of the load, and what is to become of it.
 *
 * @param reading what it says, null where it is to be rejected for something other than lateness
 * @param code why it is to be rejected, empty where it is a reading; lateness is the oracle's to tell
 */
public record PlannedRecord(
        ProducerRecord<byte[], byte[]> record, @Nullable PlannedReading reading, String code) {
    /** A valid reading, which is counted unless it is late. */
    public record PlannedReading(int device, String metric, double value, long timestamp) {}
}
