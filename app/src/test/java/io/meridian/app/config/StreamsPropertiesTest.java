package io.meridian.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {
    private static final URI HERE = URI.create("http://here.example:8080");

    @Test
    void shouldHaveTheDefaultsOfTheContract() {
        assertThat(properties(Map.of()))
                .isEqualTo(Map.ofEntries(
                        Map.entry("bootstrap.servers", "b:1"),
                        Map.entry("application.id", "meridian"),
                        Map.entry("application.server", "here.example:8080"),
                        Map.entry("client.id", "meridian-one"),
                        Map.entry("group.instance.id", "one"),
                        Map.entry("group.protocol", "classic"),
                        Map.entry("session.timeout.ms", 10_000),
                        Map.entry("heartbeat.interval.ms", 1_000),
                        Map.entry("processing.guarantee", "exactly_once_v2"),
                        Map.entry("commit.interval.ms", 100),
                        Map.entry("state.dir", ".meridian/state/one"),
                        Map.entry("num.stream.threads", 1),
                        Map.entry("num.standby.replicas", 0),
                        Map.entry("statestore.cache.max.bytes", 0),
                        Map.entry("topology.optimization", "none"),
                        Map.entry("ensure.explicit.internal.resource.naming", true),
                        Map.entry("max.task.idle.ms", -1L),
                        Map.entry("receive.buffer.bytes", 1_048_576),
                        Map.entry("batch.size", 131_072),
                        Map.entry("linger.ms", 100),
                        Map.entry("max.poll.records", 2_500),
                        Map.entry("compression.type", "lz4"),
                        Map.entry("max.request.size", 16_777_216)));
    }

    @Test
    void shouldLetTheUsersKafkaSettingsWin() {
        Map<Object, Object> properties = properties(Map.of(
                "kafka.linger.ms",
                "20",
                "kafka.producer.compression.type",
                "zstd",
                "kafka.commit.interval.ms",
                "1000"));

        StreamsConfig streams = new StreamsConfig(properties);
        assertThat(streams.getLong("commit.interval.ms")).isEqualTo(1000);
        assertThat(streams.getProducerConfigs("p"))
                .containsEntry("linger.ms", "20")
                .containsEntry("compression.type", "zstd");
    }

    @Test
    void shouldGiveEachThreadItsOwnStaticMember() {
        StreamsConfig streams = new StreamsConfig(properties(Map.of("threads", "2")));

        assertThat(streams.getMainConsumerConfigs("meridian", "c", 2))
                .containsEntry("group.instance.id", "one-2")
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void shouldHaveNoStaticMembersUnderTheNewProtocolWhichRefusesThem() {
        assertThat(properties(Map.of("kafka.group.protocol", "streams")))
                .doesNotContainKeys("group.instance.id", "session.timeout.ms", "heartbeat.interval.ms");
    }

    @Test
    void shouldReadCommittedRecordsOnlyUnderEitherGuarantee() {
        StreamsConfig streams = new StreamsConfig(properties(Map.of("processing.guarantee", "at_least_once")));

        assertThat(streams.getMainConsumerConfigs("meridian", "c", 1))
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void shouldSendReadingsOutsideOfTransactionsByTheUsersKafkaSettings() {
        Map<String, Object> load = StreamsProperties.ofLoad(config(Map.of(
                "kafka.security.protocol", "SASL_SSL", "kafka.linger.ms", "20", "kafka.producer.batch.size", "77")));

        assertThat(load)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("linger.ms", "20")
                .containsEntry("batch.size", "77")
                .containsEntry("delivery.timeout.ms", 120_000)
                .containsEntry("max.block.ms", 5_000)
                .containsEntry("enable.idempotence", true)
                .doesNotContainKey("transactional.id");
        assertThat(StreamsProperties.ofLoad(config(Map.of()))).containsEntry("linger.ms", 10);
    }

    private static Map<Object, Object> properties(Map<String, String> settings) {
        Properties properties = StreamsProperties.of(config(settings), HERE);
        return new HashMap<>(properties);
    }

    private static MeridianConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrap.servers", "b:1");
        all.put("instance.id", "one");
        return MeridianConfig.of(all);
    }
}
