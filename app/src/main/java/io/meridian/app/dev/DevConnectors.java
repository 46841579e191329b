package io.meridian.app.dev;

import io.meridian.local.ConnectSettings;
import io.meridian.local.LocalKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What {@code dev} has its Connect worker do: the settings to the topic, and from there to the app. */
final class DevConnectors {
    /** The system property with the folder of the plugin, as {@code bin/meridian} sets it. */
    static final String PLUGIN_PATH = "meridian.plugin.path";

    private static final String STRING_CONVERTER = "org.apache.kafka.connect.storage.StringConverter";

    private DevConnectors() {}

    static ConnectSettings worker(DevOptions options, LocalKafka broker) {
        String plugins = System.getProperty(PLUGIN_PATH);
        if (plugins == null || plugins.isBlank()) {
            throw new IllegalStateException("the folder of the Connect plugin is not known: the system property "
                    + PLUGIN_PATH + " must name it, as bin/meridian does");
        }
        return new ConnectSettings(broker.bootstrapServers(), options.ports().connect(), Path.of(plugins));
    }

    /** The JDK's HTTP client keeps so many connections open between requests; it takes this from its JVM alone. */
    static List<String> jvmOptions() {
        return List.of("-Djdk.httpclient.connectionPoolSize=10");
    }

    static List<Map<String, String>> all(DevOptions options) {
        return List.of(
                Map.of(
                        "name",
                        "config-dir",
                        "connector.class",
                        "io.meridian.connect.source.ConfigDirSourceConnector",
                        "config.dir",
                        options.configs().toAbsolutePath().normalize().toString(),
                        "topic",
                        RefreshTopic.name(),
                        "key.converter",
                        STRING_CONVERTER,
                        "value.converter",
                        STRING_CONVERTER),
                Map.of(
                        "name",
                        "cache-refresh",
                        "connector.class",
                        "io.meridian.connect.sink.CacheRefreshSinkConnector",
                        "topics",
                        RefreshTopic.name(),
                        "api.base.url",
                        options.ports().restUrl(),
                        "key.converter",
                        STRING_CONVERTER,
                        "value.converter",
                        STRING_CONVERTER,
                        "errors.tolerance",
                        "all",
                        "errors.deadletterqueue.topic.name",
                        RefreshTopic.name() + ".dlq",
                        "errors.deadletterqueue.topic.replication.factor",
                        "1"));
    }
}
