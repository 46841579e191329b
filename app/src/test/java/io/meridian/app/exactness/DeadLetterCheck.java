package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Each dead letter is one record that was sent, byte for byte, and none is there twice. Keeps none of them: a load may be
 * nothing else.
 */
public final class DeadLetterCheck {
    private final List<PlannedRecord> load;

    /** Which of the load each record of a partition is, by its offset, as nothing else writes there. */
    private final Map<Integer, int[]> places = new HashMap<>();

    private final Map<Integer, BitSet> seen = new HashMap<>();
    private final Map<String, Long> byCode = new TreeMap<>();
    private long count;

    /** @param load in the order in which each partition was sent its records, and quick to look up in */
    public DeadLetterCheck(List<PlannedRecord> load) {
        this.load = load;
        Map<Integer, IntStream.Builder> builders = new HashMap<>();
        for (int i = 0; i < load.size(); i++) {
            builders.computeIfAbsent(load.get(i).record().partition(), any -> IntStream.builder())
                    .add(i);
        }
        builders.forEach(
                (partition, builder) -> places.put(partition, builder.build().toArray()));
    }

    public void take(ConsumerRecord<byte[], byte[]> letter) {
        int partition = Integer.parseInt(text(letter, "__streams.errors.partition"));
        int offset = Integer.parseInt(text(letter, "__streams.errors.offset"));
        String place = partition + "@" + offset;
        BitSet before = seen.computeIfAbsent(partition, any -> new BitSet());
        assertThat(before.get(offset)).as("another dead letter for %s", place).isFalse();
        before.set(offset);
        PlannedRecord planned = load.get(requireNonNull(places.get(partition))[offset]);
        String code = planned.reading() == null ? planned.code() : "LATE";
        assertThat(text(letter, "meridian.error.code")).as(place).isEqualTo(code);
        checkBytes(letter, planned.record());
        byCode.merge(code, 1L, Long::sum);
        count++;
    }

    public long count() {
        return count;
    }

    public Map<String, Long> byCode() {
        return byCode;
    }

    private static void checkBytes(ConsumerRecord<byte[], byte[]> letter, ProducerRecord<byte[], byte[]> sent) {
        assertThat(letter.key()).isEqualTo(sent.key());
        assertThat(letter.value()).isEqualTo(sent.value());
        assertThat(letter.timestamp()).isEqualTo(sent.timestamp());
        for (Header header : sent.headers()) {
            assertThat(letter.headers().lastHeader(header.key()).value()).isEqualTo(header.value());
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }
}
