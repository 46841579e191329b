package io.meridian.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.Execution;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file replayed by the program to a real broker. */
class ReplayIT {
    private static @Nullable LocalCluster cluster;

    private final Path folder;

    ReplayIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void startCluster(@TempDir Path directory) {
        cluster = LocalCluster.start(LocalHome.ofThisJvm(), directory);
    }

    @AfterAll
    static void stopCluster() {
        requireNonNull(cluster, "cluster").close();
    }

    @Test
    void shouldSendAFileWithItsOwnTimesAndLeaveOutWhatIsNoReading() throws Exception {
        create("kept", Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
        Path file = Files.writeString(folder.resolve("x.csv"), """
                dev,metric,value,timestamp
                d-8842,cpu_load,78.4,2025-03-12T14:30:00Z
                d-8842,cpu_load,warm,2025-03-12T14:30:01Z
                d-0001,cpu_load,3,2025-03-12T14:30:02+00:00
                """);

        Execution execution =
                replay("kept", file, "--column", "device_id=dev", "--on-bad-row", "skip", "--rate", "1000");

        assertThat(execution.code()).as(execution.output()).isZero();
        assertThat(execution.output())
                .contains(
                        file + ", line 3: value: expected a number, found \"warm\"",
                        "Sent 2 readings to kept, of 2025-03-12T14:30:00Z to 2025-03-12T14:30:02Z; skipped 1")
                .doesNotContain("warning");
        assertThat(records("kept"))
                .extracting(record -> record.key() + " " + Instant.ofEpochMilli(record.timestamp()) + " "
                        + new String(record.value(), UTF_8))
                .containsExactlyInAnyOrder(
                        "d-8842 2025-03-12T14:30:00Z {\"device_id\":\"d-8842\",\"metric\":\"cpu_load\",\"value\":78.4,\"timestamp\":\"2025-03-12T14:30:00Z\"}",
                        "d-0001 2025-03-12T14:30:02Z {\"device_id\":\"d-0001\",\"metric\":\"cpu_load\",\"value\":3,\"timestamp\":\"2025-03-12T14:30:02Z\"}");
    }

    @Test
    void shouldWarnOfTimesOlderThanTheTopicKeepsAndOfNothingElse() throws Exception {
        create("short", Map.of(TopicConfig.RETENTION_MS_CONFIG, "3600000"));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Path file = Files.writeString(folder.resolve("x.jsonl"), line(now) + line(now.minus(Duration.ofHours(2))));

        Execution execution = replay("short", file);

        assertThat(execution.code()).as(execution.output()).isZero();
        assertThat(execution.output())
                .contains(file + ", line 2: ", "retention.ms=3600000", "older than the topic keeps records: 1")
                .doesNotContain("line 1");
    }

    @Test
    void shouldStopAtWhatIsNoReadingAndSayHowFarItCame() throws Exception {
        create("half", Map.of());
        Path file = Files.writeString(folder.resolve("x.jsonl"), line(Instant.now()) + "{}\n" + line(Instant.now()));

        Execution execution = replay("half", file);

        assertThat(execution.code()).as(execution.output()).isEqualTo(1);
        assertThat(execution.output())
                .contains(file + ", line 2: device_id: expected text, found nothing", "Sent 1 reading to half");
        assertThat(records("half")).hasSize(1);
    }

    @Test
    void shouldNameATopicThatIsNotThere() throws Exception {
        Path file = Files.writeString(folder.resolve("x.jsonl"), line(Instant.now()));

        Execution execution = replay("nowhere", file);

        assertThat(execution.code()).as(execution.output()).isEqualTo(1);
        assertThat(execution.output().lines())
                .containsExactly(
                        "meridian produce: there is no topic nowhere; create it, or name another with --topic");
    }

    private static String line(Instant time) {
        return "{\"device_id\":\"d-0001\",\"metric\":\"m\",\"value\":1,\"timestamp\":\"" + time + "\"}\n";
    }

    private static Execution replay(String topic, Path file, String... more) {
        List<String> args = new ArrayList<>(
                List.of("produce", "--bootstrap-servers", servers(), "--topic", topic, "--file", file.toString()));
        args.addAll(List.of(more));
        return Execution.of(args.toArray(String[]::new));
    }

    private static String servers() {
        return requireNonNull(cluster, "cluster").kafka().bootstrapServers();
    }

    private static void create(String topic, Map<String, String> configs) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()).configs(configs)))
                    .all()
                    .get();
        }
    }

    private static List<ConsumerRecord<String, byte[]>> records(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers()), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
