package io.meridian.app.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A look at records that were sent back. */
final class SentBack {
    private SentBack() {}

    /** The first that went to a partition. */
    static ConsumerRecord<byte[], byte[]> of(List<ConsumerRecord<byte[], byte[]>> records, int partition) {
        return records.stream()
                .filter(record -> record.partition() == partition)
                .findFirst()
                .orElseThrow();
    }

    /** Partitions with the keys, which bear the offset of each. */
    static Set<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
        Set<String> keys = new HashSet<>();
        records.forEach(record -> keys.add(record.partition() + new String(record.key(), UTF_8)));
        return keys;
    }

    static List<String> headers(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key() + "=" + (header.value() == null ? null : new String(header.value(), UTF_8)));
        }
        return headers;
    }
}
