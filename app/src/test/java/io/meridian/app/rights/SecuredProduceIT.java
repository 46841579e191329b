package io.meridian.app.rights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.Execution;
import io.meridian.app.Main;
import io.meridian.app.config.MeridianConfig;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code produce} on a secured broker, with the settings of any client and the rights that the documents list. */
class SecuredProduceIT {
    private static final String TOPIC = "secured.raw";
    private static final String PRINCIPAL = "User:" + SecuredKafka.PRODUCER;
    private static final MeridianConfig CONFIG =
            MeridianConfig.of(Map.of("kafka.bootstrap.servers", "b:1", "topic.raw", TOPIC));

    private static @Nullable SecuredKafka shared;

    private final SecuredKafka kafka = requireNonNull(shared, "shared");
    private final Path directory;

    SecuredProduceIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void startBroker(@TempDir Path directory) throws Exception {
        shared = SecuredKafka.start(directory);
        shared.create(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "3600000"))));
    }

    @AfterAll
    static void stopBroker() {
        requireNonNull(shared, "shared").close();
    }

    @BeforeEach
    void grant() throws Exception {
        kafka.revokeAll();
        kafka.grant(PRINCIPAL, NeededRights.ofProducer(CONFIG));
    }

    @Test
    void shouldSendMadeUpReadingsWithTheRightToWriteAlone() throws Exception {
        Execution load = produce("--count", "10", "--rate", "1000");

        assertThat(load.code()).as(load.output()).isEqualTo(Main.DONE);
        assertThat(load.output()).doesNotContainIgnoringCase("warning");
    }

    @Test
    void shouldSendAFileThoughItMayNotAskWhatTheTopicKeepsAndSaySo() throws Exception {
        Execution replay = produce("--file", fileOf(Instant.now()));

        assertThat(replay.code()).as(replay.output()).isEqualTo(Main.DONE);
        assertThat(replay.output())
                .startsWith("meridian produce: warning: not allowed to ask how long " + TOPIC + " keeps records")
                .contains("Sent 1 reading to " + TOPIC);
        assertThat(replay.output().lines().filter(line -> line.contains("warning")))
                .hasSize(1);
    }

    @Test
    void shouldWarnOfWhatIsTooOldWhereItMayAsk() throws Exception {
        kafka.grant(PRINCIPAL, NeededRights.ofReplay(CONFIG));

        Execution fresh = produce("--file", fileOf(Instant.now()));
        assertThat(fresh.code()).as(fresh.output()).isEqualTo(Main.DONE);
        assertThat(fresh.output()).doesNotContain("warning");

        Execution old = produce("--file", fileOf(Instant.now().minus(Duration.ofHours(2))));
        assertThat(old.code()).as(old.output()).isEqualTo(Main.DONE);
        assertThat(old.output()).contains("retention.ms=3600000", "older than the topic keeps records: 1");
    }

    @Test
    void shouldFailWithoutTheRightToWrite() throws Exception {
        kafka.revokeAll();

        Execution replay = produce("--file", fileOf(Instant.now()));

        assertThat(replay.code()).as(replay.output()).isEqualTo(Main.FAILED);
        assertThat(replay.output()).contains("Sent 0 readings to " + TOPIC);
    }

    private String fileOf(Instant time) throws Exception {
        return Files.writeString(
                        directory.resolve("x.jsonl"),
                        "{\"device_id\":\"d-0001\",\"metric\":\"m\",\"value\":1,\"timestamp\":\"" + time + "\"}\n")
                .toString();
    }

    /** By a file of settings, but for the password, which has a file of its own. */
    private Execution produce(String... more) throws Exception {
        Map<String, String> client = new HashMap<>(kafka.client(SecuredKafka.PRODUCER));
        Path login = Files.writeString(
                directory.resolve("login"), requireNonNull(client.remove("sasl.jaas.config"), "sasl.jaas.config"));
        Properties properties = new Properties();
        client.forEach((name, value) -> properties.setProperty("kafka." + name, value));
        Path settings = directory.resolve("client.properties");
        try (Writer writer = Files.newBufferedWriter(settings, UTF_8)) {
            properties.store(writer, null);
        }
        List<String> line = new ArrayList<>(List.of(
                "produce",
                "--config",
                settings.toString(),
                "--set-file",
                "kafka.sasl.jaas.config=" + login,
                "--set",
                "topic.raw=" + TOPIC));
        line.addAll(List.of(more));
        return Execution.of(line.toArray(String[]::new));
    }
}
