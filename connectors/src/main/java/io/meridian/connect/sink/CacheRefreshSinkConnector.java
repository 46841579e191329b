package io.meridian.connect.sink;

import io.meridian.connect.Version;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Tells a cache that speaks HTTP of each refresh event. */
public final class CacheRefreshSinkConnector extends SinkConnector {
    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return Version.ofThisPlugin();
    }

    @Override
    public ConfigDef config() {
        return CacheSettings.DEFINITIONS;
    }

    @Override
    public void start(Map<String, String> props) {
        CacheSettings.of(props);
        settings = Map.copyOf(props);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CacheRefreshSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, settings);
    }

    @Override
    public void stop() {
        // The connector itself holds nothing.
    }
}
