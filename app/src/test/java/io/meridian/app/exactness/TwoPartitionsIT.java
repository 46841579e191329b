package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.avro.AvroDeserializer;
import io.meridian.avro.RegionAggregate;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw partitions whose times differ by an hour, on a real broker; {@link Fleet} calls one idle after five seconds. */
class TwoPartitionsIT {
    private static final String APPLICATION = "two-partitions";
    private static final int FAST = 0;
    private static final int SLOW = 1;

    @TempDir
    Path directory;

    private LocalCluster cluster;
    private Fleet fleet;
    private KafkaProducer<byte[], byte[]> producer;
    private CommittedOutput changes;
    private CommittedOutput finals;
    private CommittedOutput deadLetters;
    private AvroDeserializer<RegionAggregate> rows;

    @BeforeEach
    void start() throws Exception {
        cluster = LocalCluster.start(LocalHome.ofThisJvm(), directory.resolve("cluster"));
        String kafka = cluster.kafka().bootstrapServers();
        String registry = cluster.registry().url().toString();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            TrialTopics.create(admin, APPLICATION, 2);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer());
        changes = new CommittedOutput(kafka, APPLICATION + ".aggregates");
        finals = new CommittedOutput(kafka, APPLICATION + ".aggregates.final");
        deadLetters = new CommittedOutput(kafka, APPLICATION + ".raw.dlq");
        rows = new AvroDeserializer<>();
        rows.configure(Map.of("schema.registry.url", registry), false);
        fleet = new Fleet(kafka, registry, directory, APPLICATION, "exactly_once_v2");
        fleet.start("one");
    }

    @AfterEach
    void stop() {
        fleet.close();
        producer.close();
        List.of(changes, finals, deadLetters).forEach(CommittedOutput::close);
        rows.close();
        cluster.close();
    }

    @Test
    void shouldJudgeEachPartitionByItsOwnTimeAndCorrectWhatASilentOneStillBrings() {
        send(FAST, "2025-03-12T15:30:00Z");
        send(FAST, "2025-03-12T15:32:00Z");
        send(SLOW, "2025-03-12T14:30:00Z");
        send(SLOW, "2025-03-12T14:30:50Z");
        awaiting("an hour behind, and nothing late").untilAsserted(() -> {
            assertThat(counts(changes, "14:30")).endsWith("2");
            assertThat(counts(changes, "15:32")).endsWith("1");
        });

        awaiting("the slow one idle, and the fast one closing windows").untilAsserted(() -> {
            send(FAST, "2025-03-12T15:34:00Z");
            assertThat(counts(finals, "14:30")).containsExactly("2");
            assertThat(counts(finals, "15:30")).containsExactly("1");
            assertThat(counts(finals, "15:32")).containsExactly("1");
        });

        send(SLOW, "2025-03-12T14:30:20Z");
        awaiting("a closed window corrected")
                .untilAsserted(() -> assertThat(counts(finals, "14:30")).containsExactly("2", "3 revised 1"));
        awaiting("the last window of silent partitions closing")
                .untilAsserted(() -> assertThat(counts(finals, "15:34")).hasSize(1));
        assertThat(deadLetters.records()).isEmpty();

        send(SLOW, "2025-03-12T14:31:30Z");
        send(SLOW, "2025-03-12T14:30:59.999Z");
        awaiting("late by its own partition's time")
                .untilAsserted(() -> assertThat(deadLetters.records()).hasSize(1));
        assertThat(header(deadLetters.records().get(0), "meridian.error.code")).isEqualTo("LATE");
        assertThat(header(deadLetters.records().get(0), "meridian.late.window.start"))
                .isEqualTo("2025-03-12T14:30:00Z");
        assertThat(counts(finals, "14:30")).containsExactly("2", "3 revised 1");
    }

    private ConditionFactory awaiting(String what) {
        return await(what).atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200));
    }

    private void send(int partition, String timestamp) {
        String reading =
                "{\"device_id\":\"d-0001\",\"metric\":\"cpu_load\",\"value\":7,\"timestamp\":\"" + timestamp + "\"}";
        var unused = producer.send(new ProducerRecord<>(
                APPLICATION + ".raw",
                partition,
                Instant.parse(timestamp).toEpochMilli(),
                null,
                reading.getBytes(UTF_8)));
        producer.flush();
    }

    /** The counts of a window in the order in which they were published. */
    private List<String> counts(CommittedOutput output, String window) {
        Instant start = Instant.parse("2025-03-12T" + window + ":00Z");
        return output.records().stream()
                .map(change -> requireNonNull(rows.deserialize("any", change.value())))
                .filter(row -> row.getWindowStart().equals(start))
                .map(row -> row.getCount() + (row.getRevision() == 0 ? "" : " revised " + row.getRevision()))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
