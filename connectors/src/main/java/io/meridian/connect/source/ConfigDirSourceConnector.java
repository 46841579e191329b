package io.meridian.connect.source;

import io.meridian.connect.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/** Watches a directory of configuration files and writes the whole of it to a topic whenever it has changed. */
public final class ConfigDirSourceConnector extends SourceConnector {
    private static final List<String> CONVERTERS = List.of("key.converter", "value.converter");
    private static final String STRING_CONVERTER = "org.apache.kafka.connect.storage.StringConverter";

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return Version.ofThisPlugin();
    }

    @Override
    public ConfigDef config() {
        return SourceSettings.DEFINITIONS;
    }

    /** Also refuses converters that would wrap events in something that their consumers cannot read. */
    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        Config own = super.validate(connectorConfigs);
        List<ConfigValue> values = new ArrayList<>(own.configValues());
        for (String name : CONVERTERS) {
            String found = connectorConfigs.get(name);
            if (!STRING_CONVERTER.equals(found)) {
                String message = "Invalid value " + found + " for configuration " + name + ": expected "
                        + STRING_CONVERTER + ", set for this connector, because events are JSON text as they are";
                values.add(new ConfigValue(name, found, List.of(STRING_CONVERTER), List.of(message)));
            }
        }
        return new Config(values);
    }

    @Override
    public void start(Map<String, String> props) {
        ConfigDirSourceConfig.of(props);
        settings = Map.copyOf(props);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ConfigDirSourceTask.class;
    }

    /** One, however many are allowed: two would tell everything twice. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(settings);
    }

    @Override
    public void stop() {
        // The connector itself holds nothing.
    }

    /** The offset of an event tells all that was passed on, so one that is written with it is passed on once. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /**
     * Allows offsets that the task will understand, and their removal, after which the whole directory is sent again. A
     * generation that is set back does no harm: see {@link Generations}.
     *
     * @throws ConnectException if they are none of ours
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        Map<String, String> partition = SourceOffsets.partition(
                ConfigDirSourceConfig.of(connectorConfig).source());
        offsets.forEach((found, offset) -> {
            @Nullable Map<String, ?> given = offset;
            if (given == null) {
                // Removes what is there, whatever it is.
                return;
            }
            if (!partition.equals(found)) {
                throw new ConnectException("expected the source partition " + partition + ", found " + found);
            }
            SourceOffsets.read(given);
        });
        return true;
    }
}
