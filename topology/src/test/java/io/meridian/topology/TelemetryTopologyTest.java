package io.meridian.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meridian.avro.AggregateStatus;
import io.meridian.avro.RegionAggregate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryTopologyTest {
    @TempDir
    Path stateDir;

    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new TestPipeline(stateDir);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void shouldPublishEveryChangeOfAWindow() {
        pipeline.send("d-0001", "cpu_load", 10, "2025-03-12T14:30:00Z")
                .send("d-0002", "cpu_load", 20, "2025-03-12T14:30:30Z")
                .send("d-0001", "cpu_load", 60, "2025-03-12T14:30:59.999Z");

        RegionAggregate last = last(pipeline.changes());
        assertThat(last.getRegion()).isEqualTo("unassigned");
        assertThat(last.getMetric()).isEqualTo("cpu_load");
        assertThat(last.getWindowStart()).isEqualTo("2025-03-12T14:30:00Z");
        assertThat(last.getWindowEnd()).isEqualTo("2025-03-12T14:31:00Z");
        assertThat(last.getStatus()).isEqualTo(AggregateStatus.OPEN);
        assertThat(last.getRevision()).isZero();
        assertThat(last.getCount()).isEqualTo(3);
        assertThat(last.getSum()).isEqualTo(90);
        assertThat(last.getMin()).isEqualTo(10);
        assertThat(last.getMax()).isEqualTo(60);
        assertThat(last.getMean()).isEqualTo(30);
        assertThat(last.getStddev()).isCloseTo(26.457513110645905, within(1e-12));
        assertThat(last.getP50()).isCloseTo(20, within(0.2));
        assertThat(last.getDevices()).isEqualTo(2);
        assertThat(pipeline.finals()).isEmpty();
    }

    @Test
    void shouldPutAReadingIntoTheWindowThatItsMillisecondBelongsTo() {
        pipeline.send("d-0001", "cpu_load", 1, "2025-03-12T14:29:59.999Z")
                .send("d-0001", "cpu_load", 2, "2025-03-12T14:30:00Z");

        assertThat(pipeline.changes())
                .extracting(RegionAggregate::getWindowStart, RegionAggregate::getSum)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Instant.parse("2025-03-12T14:29:00Z"), 1.0),
                        org.assertj.core.groups.Tuple.tuple(Instant.parse("2025-03-12T14:30:00Z"), 2.0));
    }

    @Test
    void shouldCloseAWindowWhenEndAndGraceHavePassed() {
        pipeline.send("d-0001", "cpu_load", 1, "2025-03-12T14:30:00Z")
                .send("d-0001", "cpu_load", 2, "2025-03-12T14:31:29.999Z");
        assertThat(pipeline.finals()).isEmpty();

        pipeline.send("d-0001", "cpu_load", 4, "2025-03-12T14:31:30Z");

        List<RegionAggregate> finals = pipeline.finals();
        assertThat(finals).hasSize(1);
        assertThat(finals.get(0).getStatus()).isEqualTo(AggregateStatus.FINAL);
        assertThat(finals.get(0).getSum()).isEqualTo(1);
        assertThat(last(pipeline.changes()).getStatus())
                .as("closing is a change like any other")
                .isEqualTo(AggregateStatus.FINAL);
    }

    @Test
    void shouldKeepAReadingThatIsOneMillisecondInTimeAndDeadLetterOneThatIsNot() {
        pipeline.send("d-0001", "cpu_load", 1, "2025-03-12T14:31:29.999Z")
                .send("d-0001", "cpu_load", 2, "2025-03-12T14:30:59.999Z");
        assertThat(pipeline.deadLetters()).isEmpty();

        pipeline.send("d-0001", "cpu_load", 4, "2025-03-12T14:31:30Z")
                .send("d-0001", "cpu_load", 8, "2025-03-12T14:30:59.999Z");

        TestRecord<byte[], byte[]> letter = only(pipeline.deadLetters());
        assertThat(header(letter, "meridian.error.code")).isEqualTo("LATE");
        assertThat(header(letter, "meridian.error.field")).isEqualTo("timestamp");
        assertThat(header(letter, "meridian.late.window.start")).isEqualTo("2025-03-12T14:30:00Z");
        assertThat(header(letter, "meridian.late.window.end")).isEqualTo("2025-03-12T14:31:00Z");
        assertThat(header(letter, "meridian.late.by.ms")).isEqualTo("0");
        assertThat(only(pipeline.finals()).getSum()).isEqualTo(2);
    }

    @Test
    void shouldCloseTheLastWindowOfAStreamThatFellSilent() {
        pipeline.send("d-0001", "cpu_load", 7, "2025-03-12T14:30:10Z");

        pipeline.driver().advanceWallClockTime(Duration.ofSeconds(29));
        assertThat(pipeline.finals()).isEmpty();

        pipeline.driver().advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(only(pipeline.finals()).getSum()).isEqualTo(7);
    }

    @Test
    void shouldCorrectAClosedWindowWhenASilentPartitionSpeaksAgain() {
        pipeline.send("d-0001", "cpu_load", 7, "2025-03-12T14:30:10Z");
        pipeline.driver().advanceWallClockTime(Duration.ofSeconds(31));

        pipeline.send("d-0002", "cpu_load", 3, "2025-03-12T14:30:20Z");

        List<RegionAggregate> finals = pipeline.finals();
        assertThat(finals).extracting(RegionAggregate::getRevision).containsExactly(0, 1);
        assertThat(last(finals).getSum()).isEqualTo(10);
        assertThat(last(finals).getDevices()).isEqualTo(2);
        assertThat(last(finals).getStatus()).isEqualTo(AggregateStatus.FINAL);
    }

    @Test
    void shouldForgetAWindowAfterItsRetention() {
        pipeline.send("d-0001", "cpu_load", 1, "2025-03-12T14:30:00Z")
                .send("d-0001", "cpu_load", 2, "2025-03-13T14:30:59.999Z");
        assertThat(storedWindows()).isEqualTo(2);

        pipeline.send("d-0001", "cpu_load", 2, "2025-03-13T14:31:30Z");

        assertThat(storedWindows()).isEqualTo(2);
    }

    @Test
    void shouldDeadLetterARecordByteForByte() {
        byte[] key = {0, 1, (byte) 0xff};
        byte[] value = {'{', (byte) 0xc3, 0x28, 0};
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[] {9, 8}).add("trace", null).add("meridian.error.code", "OLD".getBytes(UTF_8));
        headers.add("meridian.dlq.attempt", "2".getBytes(UTF_8));

        pipeline.sendRaw(key, value, headers, Instant.parse("2025-03-12T14:30:00Z"));

        TestRecord<byte[], byte[]> letter = only(pipeline.deadLetters());
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.timestamp())
                .isEqualTo(Instant.parse("2025-03-12T14:30:00Z").toEpochMilli());
        assertThat(letter.headers().headers("trace"))
                .extracting(Header::value)
                .containsExactly(new byte[] {9, 8}, null);
        assertThat(letter.headers().headers("meridian.error.code")).hasSize(1);
        assertThat(header(letter, "meridian.error.code")).isEqualTo("INVALID_JSON");
        assertThat(header(letter, "meridian.dlq.attempt")).isEqualTo("2");
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo("telemetry.raw");
        assertThat(header(letter, "__streams.errors.partition")).isEqualTo("0");
        assertThat(header(letter, "__streams.errors.offset")).isEqualTo("0");
        assertThat(letter.headers().lastHeader("__streams.errors.exception")).isNull();
    }

    @Test
    void shouldNameEveryViolationOfARecord() {
        pipeline.sendRaw(
                "{\"device_id\":\"d-1\",\"metric\":\"cpu_load\",\"value\":101,\"timestamp\":\"2025-03-12T15:00:00Z\"}",
                Instant.parse("2025-03-12T14:30:00Z"));

        String errors = header(only(pipeline.deadLetters()), "meridian.errors");
        assertThat(errors)
                .contains("\"code\":\"INVALID_DEVICE_ID\",\"field\":\"device_id\"")
                .contains("\"code\":\"OUT_OF_RANGE\",\"field\":\"value\"")
                .contains("\"code\":\"FUTURE\",\"field\":\"timestamp\"");
    }

    @Test
    void shouldNotLetAWrongClockCloseTheWindowsOfItsPartition() {
        pipeline.send("d-0001", "cpu_load", 1, "2025-03-12T14:30:00Z")
                .sendRaw(
                        "{\"device_id\":\"d-0002\",\"metric\":\"cpu_load\",\"value\":1,\"timestamp\":\"2099-01-01T00:00:00Z\"}",
                        Instant.parse("2025-03-12T14:30:01Z"))
                .send("d-0003", "cpu_load", 2, "2025-03-12T14:30:02Z");

        assertThat(header(only(pipeline.deadLetters()), "meridian.error.code")).isEqualTo("FUTURE");
        assertThat(last(pipeline.changes()).getSum()).isEqualTo(3);
    }

    @Test
    void shouldAcceptARecordWithoutValueAsADeadLetter() {
        pipeline.sendRaw("k".getBytes(UTF_8), null, new RecordHeaders(), Instant.parse("2025-03-12T14:30:00Z"));

        TestRecord<byte[], byte[]> letter = only(pipeline.deadLetters());
        assertThat(letter.value()).isNull();
        assertThat(header(letter, "meridian.error.code")).isEqualTo("NULL_VALUE");
    }

    private long storedWindows() {
        try (var all = pipeline.driver().getKeyValueStore("aggregates").all()) {
            long count = 0;
            while (all.hasNext()) {
                all.next();
                count++;
            }
            return count;
        }
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private static <T> T last(List<T> list) {
        assertThat(list).isNotEmpty();
        return list.get(list.size() - 1);
    }
}
