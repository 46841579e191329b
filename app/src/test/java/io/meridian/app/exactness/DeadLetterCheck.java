package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Each dead letter is one record that was sent, byte for byte, and none is there twice. */
public final class DeadLetterCheck {
    private final Map<Integer, List<PlannedRecord>> sentByPartition = new TreeMap<>();

    public DeadLetterCheck(List<PlannedRecord> load) {
        for (PlannedRecord planned : load) {
            sentByPartition
                    .computeIfAbsent(planned.record().partition(), any -> new ArrayList<>())
                    .add(planned);
        }
    }

    /** The offset of a record is its place among those sent to its partition, as nothing else writes there. */
    public void check(List<ConsumerRecord<byte[], byte[]>> deadLetters) {
        Set<String> seen = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> letter : deadLetters) {
            int partition = Integer.parseInt(text(letter, "__streams.errors.partition"));
            int offset = Integer.parseInt(text(letter, "__streams.errors.offset"));
            assertThat(seen.add(partition + "@" + offset))
                    .as("one dead letter for %s@%s", partition, offset)
                    .isTrue();
            PlannedRecord planned =
                    requireNonNull(sentByPartition.get(partition)).get(offset);
            String code = planned.reading() == null ? planned.code() : "LATE";
            assertThat(text(letter, "meridian.error.code"))
                    .as("%s@%s", partition, offset)
                    .isEqualTo(code);
            checkBytes(letter, planned.record());
        }
    }

    public static Map<String, Long> byCode(List<ConsumerRecord<byte[], byte[]>> deadLetters) {
        Map<String, Long> counts = new TreeMap<>();
        deadLetters.forEach(letter -> counts.merge(text(letter, "meridian.error.code"), 1L, Long::sum));
        return counts;
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
