package io.meridian.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.app.load.LosingProducer;
import io.meridian.app.load.Sender;
import io.meridian.app.replay.ReplayFile.Format;
import io.meridian.app.replay.ReplayReport.Ending;
import io.meridian.app.run.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final String HEADER = "device_id,metric,value,timestamp\n";
    private static final long NOW = Instant.parse("2025-03-12T15:00:00Z").toEpochMilli();
    private static final long HOUR_MS = 3_600_000;

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final List<String> told = new ArrayList<>();
    private final Path file;

    ReplayTest(@TempDir Path folder) {
        this.file = folder.resolve("x.csv");
    }

    @Test
    void shouldSendEachReadingWithItsDeviceAsKeyAndItsOwnTime() throws Exception {
        ReplayReport report = replay(row(1, "14:30:00") + row(2, "14:29:00"), Long.MAX_VALUE, false, -1);

        assertThat(producer.history())
                .extracting(record -> record.key() + " " + record.timestamp() + " " + new String(record.value(), UTF_8))
                .containsExactly(
                        "d-0001 1741789800000 {\"device_id\":\"d-0001\",\"metric\":\"cpu\",\"value\":1,\"timestamp\":\"2025-03-12T14:30:00Z\"}",
                        "d-0002 1741789740000 {\"device_id\":\"d-0002\",\"metric\":\"cpu\",\"value\":2,\"timestamp\":\"2025-03-12T14:29:00Z\"}");
        assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(report.acknowledged()).isEqualTo(2);
        assertThat(report.earliest()).hasValue(1_741_789_740_000L);
        assertThat(report.latest()).hasValue(1_741_789_800_000L);
    }

    @Test
    void shouldEndAtABadRowUnlessToldToSkip() throws Exception {
        String rows = row(1, "14:30:00") + "d-1,cpu,1,2025-03-12T14:30:00Z\n" + row(2, "14:30:00");

        ReplayReport stopped = replay(rows, Long.MAX_VALUE, false, -1);
        assertThat(stopped.ending()).isEqualTo(Ending.BAD_ROW);
        assertThat(stopped.acknowledged()).isEqualTo(1);
        ReplayReport skipped = replay(rows, Long.MAX_VALUE, true, -1);
        assertThat(skipped.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(skipped.acknowledged()).isEqualTo(2);
        assertThat(skipped.skipped()).isEqualTo(1);
        assertThat(told).containsExactly("bad 3", "bad 3");
    }

    @Test
    void shouldWarnOnceOfReadingsOlderThanTheTopicKeeps() throws Exception {
        String rows = row(1, "14:00:00") + row(1, "13:59:59") + row(1, "13:00:00");

        assertThat(replay(rows, Long.MAX_VALUE, false, HOUR_MS).expired()).isEqualTo(2);
        assertThat(told).containsExactly("expired 3");
        assertThat(replay(rows, Long.MAX_VALUE, false, -1).expired()).isZero();
    }

    @Test
    void shouldSendNoMoreThanAskedFor() throws Exception {
        assertThat(replay(row(1, "14:30:00").repeat(5), 3, false, -1).acknowledged())
                .isEqualTo(3);
    }

    @Test
    void shouldSayHowFarItCameWhereTheFileBreaksOff() {
        assertThatThrownBy(() -> replay(row(1, "14:30:00") + "\"d-1\"x", Long.MAX_VALUE, true, -1))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("line 3")
                .hasMessageEndingWith("readings before it that have arrived: 1");
    }

    @Test
    void shouldEndWhenAskedTo() throws Exception {
        Files.writeString(file, HEADER + row(1, "14:30:00"));
        StopSignal stop = new StopSignal();
        stop.request();

        assertThat(send(Long.MAX_VALUE, false, -1, stop, new Sender(producer, "raw"))
                        .ending())
                .isEqualTo(Ending.STOPPED);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldTellThatNotEverythingHasArrived() throws Exception {
        Files.writeString(file, HEADER + row(1, "14:30:00"));
        MockProducer<String, byte[]> failing = new LosingProducer();

        ReplayReport report = send(Long.MAX_VALUE, false, -1, new StopSignal(), new Sender(failing, "raw"));
        assertThat(report.ending()).isEqualTo(Ending.NOT_SENT);
        assertThat(report.acknowledged()).isZero();
    }

    private static String row(int device, String time) {
        return "d-000" + device + ",cpu," + device + ",2025-03-12T" + time + "Z\n";
    }

    private ReplayReport replay(String rows, long count, boolean skipping, long retentionMs) throws Exception {
        Files.writeString(file, HEADER + rows);
        return send(count, skipping, retentionMs, new StopSignal(), new Sender(producer, "raw"));
    }

    private ReplayReport send(long count, boolean skipping, long retentionMs, StopSignal stop, Sender sender) {
        try (ReplayFile open = ReplayFile.open(file, Format.csv, Columns.of(Map.of()), ',')) {
            return new Replay(sender, new Retention("raw", retentionMs), new Told(told), () -> NOW)
                    .send(open, OptionalDouble.of(1_000_000), count, skipping, stop);
        }
    }

    private record Told(List<String> lines) implements ReplayListener {
        @Override
        public void sent(long records) {}

        @Override
        public void bad(Row.Bad row) {
            lines.add("bad " + row.line());
        }

        @Override
        public void expired(Row.Sound row, Retention retention) {
            lines.add("expired " + row.line());
        }
    }
}
