package io.meridian.local;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Connect worker is told.
 *
 * @param bootstrapServers the brokers
 * @param port a free port for its REST
 * @param pluginPath the folder with one folder for each plugin
 * @param client further settings of all its Kafka clients, such as those of security
 */
public record ConnectSettings(String bootstrapServers, int port, Path pluginPath, Map<String, String> client) {
    private static final String STRING_CONVERTER = "org.apache.kafka.connect.storage.StringConverter";

    public ConnectSettings {
        requireNonNull(bootstrapServers, "bootstrapServers");
        requireNonNull(pluginPath, "pluginPath");
        client = Map.copyOf(client);
    }

    /** For brokers that do not ask who calls. */
    public ConnectSettings(String bootstrapServers, int port, Path pluginPath) {
        this(bootstrapServers, port, pluginPath, Map.of());
    }

    /** A worker that is alone and keeps its offsets in a file. */
    Map<String, String> standalone(Path offsets) {
        Map<String, String> settings = common();
        settings.put("offset.storage.file.filename", offsets.toString());
        return settings;
    }

    /** One of a group of workers, which keeps everything in topics and can write exactly once. */
    Map<String, String> distributed(int replicas) {
        Map<String, String> settings = common();
        settings.put("group.id", "connect");
        settings.put("exactly.once.source.support", "enabled");
        for (String storage : new String[] {"config", "offset", "status"}) {
            settings.put(storage + ".storage.topic", "connect." + storage);
            settings.put(storage + ".storage.replication.factor", "" + replicas);
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        // A worker that was killed is missed after 6 s instead of 10 s, and its tasks wait for nobody then.
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "2000");
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        return settings;
    }

    private Map<String, String> common() {
        Map<String, String> settings = new TreeMap<>();
        // The worker's own clients have no prefix, those of its connectors have theirs.
        for (String prefix : new String[] {"", "producer.", "consumer.", "admin."}) {
            client.forEach((name, value) -> settings.put(prefix + name, value));
        }
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("listeners", "http://127.0.0.1:" + port);
        settings.put("plugin.path", pluginPath.toAbsolutePath().toString());
        settings.put("plugin.discovery", "service_load");
        settings.put("key.converter", STRING_CONVERTER);
        settings.put("value.converter", STRING_CONVERTER);
        settings.put("offset.flush.interval.ms", "1000");
        return settings;
    }
}
