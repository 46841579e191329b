package io.meridian.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.avro.AggregateStatus;
import io.meridian.avro.RegionAggregate;
import io.meridian.topology.reconcile.ReconcileSeal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileTest {
    private static final byte[] KEY = "d-0001".getBytes(UTF_8);
    private static final String LATE = "2025-03-12T14:30:20Z";
    private static final ReconcileSeal SEAL = new ReconcileSeal(TestPipeline.OPTIONS.reconcileSecrets());

    @TempDir
    Path stateDir;

    private TestPipeline pipeline;

    @BeforeEach
    void closeAWindow() {
        pipeline = new TestPipeline(stateDir);
        pipeline.send("d-0001", "cpu_load", 1, "2025-03-12T14:30:10Z")
                .send("d-0001", "cpu_load", 2, "2025-03-12T14:31:30Z");
        assertThat(pipeline.finals()).hasSize(1);
        pipeline.changes();
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void shouldCorrectAClosedWindowByASealedReading() {
        send(json(LATE), sealed(json(LATE), LATE, "telemetry.raw"));

        List<RegionAggregate> finals = pipeline.finals();
        assertThat(finals).hasSize(1);
        assertThat(finals.get(0).getRevision()).isEqualTo(1);
        assertThat(finals.get(0).getStatus()).isEqualTo(AggregateStatus.FINAL);
        assertThat(finals.get(0).getSum()).isEqualTo(5);
        assertThat(pipeline.deadLetters()).isEmpty();
    }

    @Test
    void shouldCloseAWindowThatOnlyASealedReadingOpened() {
        String before = "2025-03-12T14:20:00Z";
        send(json(before), sealed(json(before), before, "telemetry.raw"));
        assertThat(pipeline.changes()).extracting(RegionAggregate::getStatus).containsExactly(AggregateStatus.OPEN);

        pipeline.send("d-0001", "cpu_load", 2, "2025-03-12T14:32:30Z");

        assertThat(pipeline.finals())
                .filteredOn(row -> row.getWindowStart().equals(Instant.parse(before)))
                .extracting(RegionAggregate::getRevision)
                .containsExactly(0);
    }

    @Test
    void shouldDeadLetterALateReadingWithoutTheSealOrWithOneOfAnotherRecord() {
        send(json(LATE), new RecordHeaders());
        send(json(LATE), new RecordHeaders().add(ReconcileSeal.HEADER, "true".getBytes(UTF_8)));
        send(json(LATE), new RecordHeaders().add(ReconcileSeal.HEADER, null));
        send(json(LATE), sealed(json(LATE).replace(":4,", ":5,"), LATE, "telemetry.raw"));
        send(json(LATE), sealed(json(LATE), LATE, "another.topic"));
        send(json(LATE), sealed(json(LATE), "2025-03-12T14:30:21Z", "telemetry.raw"));
        send(json(LATE), other("a secret of somebody else"));

        assertThat(pipeline.deadLetters()).hasSize(7).allSatisfy(letter -> {
            assertThat(code(letter)).isEqualTo("LATE");
            assertThat(letter.headers().lastHeader(ReconcileSeal.HEADER)).isNull();
        });
        assertThat(pipeline.finals()).isEmpty();
    }

    @Test
    void shouldStillRejectASealedReadingForWhatElseIsWrongAndNotForBeingLate() {
        String bad = json(LATE).replace(":4,", ":400,");
        send(bad, sealed(bad, LATE, "telemetry.raw"));

        List<TestRecord<byte[], byte[]>> letters = pipeline.deadLetters();
        assertThat(letters).hasSize(1);
        assertThat(new String(
                        letters.get(0).headers().lastHeader("meridian.errors").value(), UTF_8))
                .contains("OUT_OF_RANGE")
                .doesNotContain("LATE");
    }

    @Test
    void shouldNotReopenAWindowThatHasBeenForgotten() {
        pipeline.send("d-0001", "cpu_load", 2, "2025-03-13T14:30:59.999Z");
        send(json(LATE), sealed(json(LATE), LATE, "telemetry.raw"));
        assertThat(pipeline.deadLetters()).isEmpty();

        pipeline.send("d-0001", "cpu_load", 2, "2025-03-13T14:31:00Z");
        send(json(LATE), sealed(json(LATE), LATE, "telemetry.raw"));

        assertThat(pipeline.deadLetters()).hasSize(1);
    }

    private void send(String json, Headers headers) {
        pipeline.sendRaw(KEY, json.getBytes(UTF_8), headers, Instant.parse(LATE));
    }

    private static Headers sealed(String json, String timestamp, String topic) {
        return sealed(SEAL, json, timestamp, topic);
    }

    private static Headers other(String secret) {
        return sealed(new ReconcileSeal(List.of(secret)), json(LATE), LATE, "telemetry.raw");
    }

    private static Headers sealed(ReconcileSeal seal, String json, String timestamp, String topic) {
        long millis = Instant.parse(timestamp.equals("2025-03-12T14:20:00Z") ? LATE : timestamp)
                .toEpochMilli();
        byte[] value = seal.seal(new ProducerRecord<>(topic, 0, millis, KEY, json.getBytes(UTF_8)), "0:7");
        return new RecordHeaders().add(ReconcileSeal.HEADER, value);
    }

    private static String json(String timestamp) {
        return "{\"device_id\":\"d-0001\",\"metric\":\"cpu_load\",\"value\":4,\"timestamp\":\"" + timestamp + "\"}";
    }

    private static String code(TestRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("meridian.error.code").value(), UTF_8);
    }
}
