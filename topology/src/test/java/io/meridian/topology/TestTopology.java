package io.meridian.topology;

import io.meridian.topology.ingest.RejectionBreaker;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsHistory;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The topology with stand-ins for what lies outside of it. */
final class TestTopology {
    private TestTopology() {}

    static Topology build(TopologyOptions options, Path stateDir) {
        return build(options, new SettingsHistory(Settings.defaults()), RejectionBreaker.off(), stateDir);
    }

    static Topology build(TopologyOptions options, SettingsHistory settings, RejectionBreaker breaker, Path stateDir) {
        TelemetryTopology topology = new TelemetryTopology(
                options,
                settings,
                framed -> {
                    throw new IllegalStateException("no Avro in this test");
                },
                breaker,
                (topic, partition) -> OptionalLong.of(0),
                AvroTestSerdes.keys(),
                AvroTestSerdes.rows());
        return topology.build(new StreamsConfig(properties(stateDir)));
    }

    static Properties properties(Path stateDir) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "meridian");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return properties;
    }
}
