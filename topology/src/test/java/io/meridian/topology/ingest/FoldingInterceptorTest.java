package io.meridian.topology.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.reading.FastReadingDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldingInterceptorTest {
    private static final TopicPartition RAW = new TopicPartition("raw", 3);
    private static final TopicPartition OTHER = new TopicPartition("other", 0);

    private static final FastReadingDecoder DECODER = new FastReadingDecoder();

    private final FoldingInterceptor interceptor = new FoldingInterceptor();

    @BeforeEach
    void configure() {
        interceptor.configure(Map.of(FoldingInterceptor.TOPIC_CONFIG, "raw"));
    }

    @Test
    void shouldFoldWhatOnePollBroughtUnderTheOffsetOfTheFirst() {
        List<ConsumerRecord<byte[], byte[]>> sent =
                List.of(record(RAW, 7, 10), record(RAW, 8, 10), record(RAW, 11, 10));

        List<ConsumerRecord<byte[], byte[]>> folded = folded(RAW, sent);

        assertThat(folded).hasSize(1);
        assertThat(folded.get(0).offset()).isEqualTo(7);
        assertThat(folded.get(0).partition()).isEqualTo(3);
        assertThat(folded.get(0).timestamp()).isEqualTo(1_007);
        assertThat(FoldedRecords.in(folded.get(0).headers()).orElseThrow()).isEqualTo(sent);
    }

    @Test
    void shouldBeginAnotherWhereOneIsFull() {
        int half = FoldingInterceptor.MAX_BYTES / 2;
        List<ConsumerRecord<byte[], byte[]>> sent = List.of(
                record(RAW, 0, half),
                record(RAW, 1, half),
                record(RAW, 2, 1),
                record(RAW, 3, FoldingInterceptor.MAX_BYTES + 1),
                record(RAW, 4, 1));

        List<ConsumerRecord<byte[], byte[]>> folded = folded(RAW, sent);

        assertThat(folded).extracting(ConsumerRecord::offset).containsExactly(0L, 2L, 3L, 4L);
        List<ConsumerRecord<byte[], ?>> unfolded = new ArrayList<>();
        folded.forEach(one -> unfolded.addAll(FoldedRecords.in(one.headers()).orElseThrow()));
        assertThat(unfolded).isEqualTo(sent);
    }

    @Test
    void shouldLeaveOtherTopicsAndAllPositionsAlone() {
        List<ConsumerRecord<byte[], byte[]>> sent = List.of(record(OTHER, 1, 10), record(OTHER, 2, 10));
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(OTHER, new OffsetAndMetadata(5));

        ConsumerRecords<byte[], byte[]> passed =
                interceptor.onConsume(new ConsumerRecords<>(Map.of(OTHER, sent), next));

        assertThat(passed.records(OTHER)).isEqualTo(sent);
        assertThat(passed.nextOffsets()).isEqualTo(next);
    }

    @Test
    void shouldNotTakeAHeaderThatCameOverTheWireForItsOwn() {
        RecordHeaders forged = new RecordHeaders();
        forged.add("meridian.folded", new byte[] {1});

        assertThat(FoldedRecords.in(forged)).isEmpty();
    }

    @Test
    void shouldSayWhichSettingIsMissing() {
        assertThatThrownBy(() -> new FoldingInterceptor().configure(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(FoldingInterceptor.TOPIC_CONFIG);
    }

    private List<ConsumerRecord<byte[], byte[]>> folded(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        return interceptor
                .onConsume(new ConsumerRecords<>(Map.of(partition, records), Map.of()))
                .records(partition);
    }

    /** As the consumer hands it over: what it takes for bytes is a {@link RawValue}. */
    @SuppressWarnings("unchecked")
    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, int bytes) {
        ConsumerRecord<byte[], ?> read = new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                1_000 + offset,
                TimestampType.CREATE_TIME,
                0,
                bytes,
                new byte[0],
                new RawValue(new byte[bytes], 0, bytes, DECODER),
                new RecordHeaders(),
                Optional.empty());
        return (ConsumerRecord<byte[], byte[]>) read;
    }
}
